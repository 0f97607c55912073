"""Verbs that move an entry from state to state. Each leaves a line in the decision log."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.permissions import is_curator
from projects.actions.deciding import agree, is_agreed, log
from projects.choices import State
from projects.models import Approval, DecisionKind, Project
from projects.models.claim import Answer
from projects.permissions import is_involved, keeps
from projects.place_rules import refuse_misplaced

# From which states a verb leads on; what is not listed here is refused with a sentence.
LEADS_TO = {
    State.PUBLISHED: {State.SUBMITTED, State.QUERIED, State.ARCHIVED, State.REMOVED},
    State.QUERIED: {State.SUBMITTED},
    State.REJECTED: {State.SUBMITTED, State.QUERIED},
    State.SUBMITTED: {State.QUERIED, State.REJECTED},
    State.ARCHIVED: {State.PUBLISHED},
    State.REMOVED: {State.SUBMITTED, State.QUERIED, State.PUBLISHED, State.ARCHIVED, State.REJECTED},
}


@transaction.atomic
def publish(*, project: Project, by: Any) -> Project:
    """Agree to a project, and show it to everyone once enough members have; returns it as it is then.

    PermissionDenied for anyone but a curator, and on one's own entry; ValidationError while an objection
    is open.
    """
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group publishes."))
    if is_involved(by, project):
        raise PermissionDenied(_("Nobody approves their own entry. Please ask a second member of the group."))
    stored = _move(project, State.PUBLISHED)
    if sentence := why_it_stays_removed(stored):
        raise ValidationError(sentence)
    refuse_misplaced(stored)
    agree(subject=stored, by=by)
    if not is_agreed(stored):
        return Project.objects.get(pk=stored.pk)
    stored.published_at = stored.published_at or timezone.now()
    stored.save()
    Approval.objects.about(stored).delete()  # they were given to what waited; the log keeps them
    log(stored, DecisionKind.PUBLISHED, by)
    return stored


@transaction.atomic
def ask_back(*, project: Project, by: Any, words: str) -> Project:
    """Send a submission back with a question; ValidationError without one."""
    return _decided(project, State.QUERIED, DecisionKind.ASKED_BACK, by, words)


@transaction.atomic
def reject(*, project: Project, by: Any, words: str) -> Project:
    """Turn a submission down with a reason; it may be submitted again."""
    return _decided(project, State.REJECTED, DecisionKind.REJECTED, by, words)


@transaction.atomic
def resubmit(*, project: Project, by: Any, words: str = "") -> Project:
    """Hand an entry in again after a question or a rejection, with an answer; for those who keep it."""
    if not keeps(by, project):
        raise PermissionDenied(_("Only those who keep the entry can hand it in again."))
    stored = _move(project, State.SUBMITTED)
    stored.save()
    Approval.objects.about(stored).delete()  # they were given to what stood there before
    log(stored, DecisionKind.SUBMITTED, by, words.strip())
    return stored


@transaction.atomic
def archive(*, project: Project, by: Any) -> Project:
    """Take a published project out of sight; its transfers stay as they are."""
    return _moved_by_curator(project, State.ARCHIVED, DecisionKind.ARCHIVED, by)


@transaction.atomic
def hide(*, project: Project, by: Any) -> Project:
    """Remove a project from every page at once. Removal on request wins: the seed never brings it back."""
    return _moved_by_curator(project, State.REMOVED, DecisionKind.REMOVED, by)


@transaction.atomic
def confirm(*, project: Project, on: date | None = None) -> Project:
    """Note that somebody who knows has confirmed the entry."""
    stored = Project.objects.select_for_update().get(pk=project.pk)
    stored.last_confirmed = on or timezone.localdate()
    stored.save()
    return stored


def why_it_stays_removed(project: Project) -> str:
    """The sentence why it cannot be shown (again), "" if it can: removal on request wins."""
    answers = set(project.removal_requests.values_list("answer", flat=True))
    if Answer.OPEN in answers:
        return _("Somebody asks for this entry to be removed. Please answer first.")
    if Answer.GRANTED in answers:
        return _("This entry was removed on request. It can only be handed in anew.")
    return ""


def _decided(project: Project, state: State, kind: DecisionKind, by: Any, words: str) -> Project:
    """Moved by a curator who has no part in the entry, in words of theirs."""
    if is_involved(by, project):
        raise PermissionDenied(_("Nobody decides on their own entry."))
    if not words.strip():
        raise ValidationError({"words": _("Please write a sentence: it is sent to whoever wrote the entry.")})
    return _moved_by_curator(project, state, kind, by, words.strip())


def _moved_by_curator(
    project: Project, state: State, kind: DecisionKind, by: Any, words: str = ""
) -> Project:
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    stored = _move(project, state)
    stored.save()
    log(stored, kind, by, words)
    return stored


def _move(project: Project, state: State) -> Project:
    """The stored project with its new state, not saved; ValidationError if no way leads there."""
    stored = Project.objects.select_for_update().get(pk=project.pk)
    if stored.state not in LEADS_TO[state]:
        raise not_possible(stored)
    stored.state = state
    return stored


def not_possible(project: Project) -> ValidationError:
    """What to raise where the state of the entry does not let one do it."""
    return ValidationError(
        _("“%(title)s” is %(state)s: this step is not possible.")
        % {"title": project, "state": project.get_state_display()}
    )
