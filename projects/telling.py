"""Telling people by mail what became of their entry or proposal; on the site the same words stand there."""

from collections.abc import Iterable
from typing import Any

from people.mail import About, mail_to
from people.models import User
from projects.models import ChangeProposal, Decision, DecisionKind, Picture, Project

# Which decisions concern those who keep an entry. What members say to each other on the way stays there.
TOLD = {
    DecisionKind.PUBLISHED,
    DecisionKind.ASKED_BACK,
    DecisionKind.REJECTED,
    DecisionKind.ARCHIVED,
    DecisionKind.REMOVED,
    DecisionKind.BROUGHT_BACK,
    DecisionKind.MERGED,
    DecisionKind.RESTORED,
}
SHOWN = {*TOLD, DecisionKind.SUBMITTED}  # what their page of the entry shows


def tell_received(*, project: Project, to: User) -> None:
    """The receipt for a new entry. It is sent whatever somebody wants to read later."""
    mail_to(to, "received", project=project)


def tell_decision(decision: Decision) -> None:
    """Tell those who keep an entry what was decided, in the words of the group; other subjects: nobody."""
    project = decision.subject
    if decision.kind in TOLD and isinstance(project, Project):
        for person in _concerned(project, decision.by):
            mail_to(person, "decision", about=About.DECISIONS, project=project, decision=decision)


def tell_picture_hidden(picture: Picture) -> None:
    """Tell those who keep the entry that somebody has reported a picture of it; what was said goes to the
    group alone."""
    for person in _concerned(picture.project, None):
        mail_to(person, "picture_hidden", about=About.DECISIONS, picture=picture)


def tell_proposer(proposal: ChangeProposal) -> None:
    """Tell whoever proposed a change what became of it."""
    if proposal.made_by and proposal.made_by.is_active:
        mail_to(proposal.made_by, "proposal", about=About.DECISIONS, proposal=proposal)


def _concerned(project: Project, decider: Any) -> Iterable[User]:
    """Whoever keeps or has handed in the entry, but not the one who decided."""
    people = [*project.owners.filter(is_active=True), project.submitted_by]
    return dict.fromkeys(p for p in people if p and p.is_active and p != decider)
