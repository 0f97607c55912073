"""Deciding together: what the members of the group have said about something, and what is still lacking."""

from typing import Any, NamedTuple

from django.db.models import Model

from editorial.models import TopicProposal
from people.models import User
from projects.actions.deciding import approvals_needed
from projects.models import Approval, Decision, Objection


class Deliberation(NamedTuple):
    """Who agrees, who objects, and how many approvals are needed."""

    subject: Model
    approvals: list[Approval]
    objections: list[Objection]
    needed: int
    has_agreed: bool

    @property
    def missing(self) -> int:
        return max(0, self.needed - len(self.approvals))

    @property
    def is_blocked(self) -> bool:
        return any(objection.blocks for objection in self.objections)


def deliberation_on(subject: Model, user: Any) -> Deliberation:
    """Approvals and open objections about the subject; two queries."""
    approvals = list(Approval.objects.about(subject).select_related("by"))
    objections = Objection.objects.about(subject).filter(withdrawn_at=None).select_related("by")
    has_agreed = any(approval.by_id == user.pk for approval in approvals)
    return Deliberation(subject, approvals, list(objections), approvals_needed(subject), has_agreed)


def decisions_on(subject: Model, most: int = 20) -> list[Decision]:
    """The latest lines of the decision log about the subject, newest first."""
    return list(Decision.objects.about(subject).select_related("by")[:most])


def is_alone(user: Any) -> bool:
    """Whether this member is the only one: then nobody can decide on what is theirs."""
    return not User.objects.filter(is_curator=True, is_active=True).exclude(pk=user.pk).exists()


def members_lacking(subject: Any) -> int:
    """How many members the group lacks to agree on it: whoever wrote it (`made_by`) does not count."""
    others = User.objects.filter(is_curator=True, is_active=True).exclude(pk=subject.made_by_id)
    return max(0, approvals_needed(subject) - others.count())


def lacking_for_topics(user: Any) -> dict[str, int]:
    """For a page: how many have to agree to a topic of this member, and how many of them the group lacks."""
    wanted = TopicProposal(made_by=user)
    return {"needed": approvals_needed(wanted), "lacking": members_lacking(wanted)}
