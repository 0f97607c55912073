"""Verbs on removal: asked for, hidden at once, decided with reasons."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.limits import Limit, keep_to, take_turn
from people.mail import mail_to, mail_to_group
from people.permissions import refuse_visitors
from projects.actions.deciding import log
from projects.actions.requests import give_answer, open_request
from projects.actions.states import LEADS_TO
from projects.choices import State
from projects.models import DecisionKind, Project, RemovalRequest
from projects.models.claim import Answer
from projects.permissions import is_involved

PER_PERSON = Limit(3, timedelta(days=1))


@transaction.atomic
def request_removal(*, project: Project, by: Any, words: str) -> RemovalRequest:
    """Hide an entry at once because somebody with a confirmed address asks; the group decides afterwards.

    Where the group has refused before, the entry stays until it decides again. Raises PermissionDenied for
    visitors, TooManyTriesError, and ValidationError where nothing can be removed or one is open already.
    """
    refuse_visitors(by)
    take_turn("removal")
    keep_to(PER_PERSON, RemovalRequest.objects.filter(by=by))
    stored = Project.objects.select_for_update().get(pk=project.pk)
    if stored.removal_requests.open().exists():
        raise ValidationError(_("Somebody has asked for this already; the group decides within seven days."))
    if stored.state not in LEADS_TO[State.REMOVED]:
        raise ValidationError(_("This entry is not public."))
    was_refused = stored.removal_requests.filter(answer=Answer.REFUSED).exists()
    made = RemovalRequest.objects.create(
        project=stored, by=by, words=words.strip(), state_before=stored.state, was_hidden=not was_refused
    )
    if made.was_hidden:
        stored.state = State.REMOVED
        stored.save()
    log(stored, DecisionKind.REMOVAL_ASKED, None)
    mail_to_group("removal_asked", removal=made)
    mail_to(by, "removal_received", removal=made)
    return made


@transaction.atomic
def grant_removal(*, request: RemovalRequest, by: Any, reasons: str = "") -> RemovalRequest:
    """The entry stays removed, for ever: the seed never brings it back."""
    stored = give_answer(open_request(request, by, asker=request.by_id), Answer.GRANTED, reasons)
    _set_state(stored, State.REMOVED)
    return _told(stored, DecisionKind.REMOVED, by)


@transaction.atomic
def refuse_removal(*, request: RemovalRequest, by: Any, reasons: str) -> RemovalRequest:
    """The entry goes back to where it was, with reasons that are sent. Nobody brings back their own."""
    if is_involved(by, request.project):
        raise PermissionDenied(_("Nobody decides on their own entry."))
    stored = give_answer(open_request(request, by, asker=request.by_id), Answer.REFUSED, reasons)
    if stored.was_hidden:
        _set_state(stored, State(stored.state_before))
    return _told(stored, DecisionKind.BROUGHT_BACK, by)


def _set_state(request: RemovalRequest, state: State) -> None:
    project = Project.objects.select_for_update().get(pk=request.project_id)
    project.state = state
    project.save()


def _told(request: RemovalRequest, kind: DecisionKind, by: Any) -> RemovalRequest:
    log(request.project, kind, by, request.reasons)
    if request.by:
        mail_to(request.by, "removal_answered", removal=request)
    return request
