"""Verbs of the catalogue: changes with an actor, a rule or an aftermath; one subject a file."""

from projects.actions.deciding import agree, log, object_to, withdraw_objection
from projects.actions.entries import redact, restore, revise, submit
from projects.actions.proposals import accept_proposal, decline_proposal, withdraw_proposal
from projects.actions.reports import NETWORKS_KEPT, report, settle_report
from projects.actions.states import (
    LEADS_TO,
    archive,
    ask_back,
    confirm,
    hide,
    publish,
    reject,
    resubmit,
)

__all__ = [
    "LEADS_TO",
    "NETWORKS_KEPT",
    "accept_proposal",
    "agree",
    "archive",
    "ask_back",
    "confirm",
    "decline_proposal",
    "hide",
    "log",
    "object_to",
    "publish",
    "redact",
    "reject",
    "report",
    "restore",
    "resubmit",
    "revise",
    "settle_report",
    "submit",
    "withdraw_objection",
    "withdraw_proposal",
]
