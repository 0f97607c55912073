"""Verbs of the catalogue: changes with an actor, a rule or an aftermath; one subject a file."""

from projects.actions.claims import claim, grant_claim, prove, refuse_claim
from projects.actions.deciding import agree, log, object_to, withdraw_objection
from projects.actions.entries import redact, restore, revise, submit
from projects.actions.freshness import ask_whether_right, asked_by, say_ended, say_still_right
from projects.actions.legal import answer_legal_report, report_content
from projects.actions.pictures import (
    add_picture,
    delete_picture,
    describe_picture,
    move_picture,
    report_picture,
    show_picture,
)
from projects.actions.proposals import accept_proposal, decline_proposal, withdraw_proposal
from projects.actions.questions import (
    answer_question,
    ask,
    pass_on,
    question_of,
    settle_question,
)
from projects.actions.removals import grant_removal, refuse_removal, request_removal
from projects.actions.reports import report, settle_report
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
from projects.actions.tags import add_synonym, delete_tag, merge_tags, remove_synonym, rename_tag

__all__ = [
    "LEADS_TO",
    "accept_proposal",
    "add_picture",
    "add_synonym",
    "agree",
    "answer_legal_report",
    "answer_question",
    "archive",
    "ask",
    "ask_back",
    "ask_whether_right",
    "asked_by",
    "claim",
    "confirm",
    "decline_proposal",
    "delete_picture",
    "delete_tag",
    "describe_picture",
    "grant_claim",
    "grant_removal",
    "hide",
    "log",
    "merge_tags",
    "move_picture",
    "object_to",
    "pass_on",
    "prove",
    "publish",
    "question_of",
    "redact",
    "refuse_claim",
    "refuse_removal",
    "reject",
    "remove_synonym",
    "rename_tag",
    "report",
    "report_content",
    "report_picture",
    "request_removal",
    "restore",
    "resubmit",
    "revise",
    "say_ended",
    "say_still_right",
    "settle_question",
    "settle_report",
    "show_picture",
    "submit",
    "withdraw_objection",
    "withdraw_proposal",
]
