"""How the group answers what is asked of it: once, with reasons, and the asker is told."""

from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from people.permissions import is_curator
from projects.models.claim import Answer, Request

R = TypeVar("R", bound=Request)


def open_request(request: R, by: Any, asker: Any = None) -> R:
    """The stored request under a lock, for a member of the group who did not ask it.

    Raises PermissionDenied, or ValidationError once somebody has answered: one wins, the other is told.
    """
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    if asker is not None and asker == by.pk:
        raise PermissionDenied(_("Nobody decides on their own request."))
    rows: Any = type(request)._default_manager
    stored: R = rows.select_for_update().get(pk=request.pk)
    if stored.answer != Answer.OPEN:
        raise ValidationError(_("Somebody else has answered this already."))
    return stored


def give_answer(request: R, answer: Answer, reasons: str) -> R:
    """Note the answer; ValidationError if a refusal gives no reasons."""
    if answer == Answer.REFUSED and not reasons.strip():
        raise ValidationError({"reasons": _("Please give reasons: they are sent to whoever asked.")})
    request.answer, request.answered_at, request.reasons = answer, timezone.now(), reasons.strip()
    request.save()
    return request
