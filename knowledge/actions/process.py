"""Verbs of both sides of a transfer: what they share, step by step."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.actions.following import follow
from knowledge.actions.transfers import refuse_guess, reopen, save_checked
from knowledge.choices import PHASES_WITH_TARGET, EndReason, Phase, Side, Status
from knowledge.graph import lock_graph
from knowledge.models import Transfer, TransferStep
from knowledge.sides import side_of
from knowledge.telling import tell_others
from people.permissions import is_curator


@transaction.atomic
def note_step(
    *,
    transfer: Transfer,
    by: Any,
    phase: Phase | str = "",
    on: date | None = None,
    note: str = "",
    is_public: bool = False,
) -> TransferStep:
    """Write down what happened on a day, and how far it has come by it; the others are told.

    A day before that of the last step adds to the history and moves nothing. Raises PermissionDenied for
    anyone but the two sides; ValidationError for a day to come, for a step that says nothing, and where a
    rule would break.
    """
    stored, side = shared(transfer, by)
    if stored.status == Status.ENDED:
        raise ValidationError(_("It has ended. Please take it up again first."))
    step = TransferStep(
        transfer=stored,
        phase=phase or stored.phase,
        status=stored.status if phase in ("", stored.phase) else Status.OPEN,
        happened_on=on or timezone.localdate(),
        note=note.strip(),
        is_public=is_public,
        side=side,
        by=by,
    )
    _check(step)
    last = stored.steps.last()
    if last is None or step.happened_on >= last.happened_on:
        _move(stored, step)
    step.save()
    tell_others(step)
    return step


def shared(transfer: Transfer, by: Any) -> tuple[Transfer, Side]:
    """The stored transfer under the graph lock, and the side for which this person speaks.

    ValidationError if it was retracted meanwhile, PermissionDenied for who belongs to neither side.
    """
    lock_graph()
    stored = Transfer.objects.get(pk=transfer.pk)
    if stored.status == Status.RETRACTED:
        raise ValidationError(_("This transfer was retracted."))
    return stored, side_of(by, stored)


def _check(step: TransferStep) -> None:
    if step.happened_on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come.")})
    if not step.note and (step.phase, step.status) == (step.transfer.phase, step.transfer.status):
        raise ValidationError({"note": _("Please choose how far you have come, or write what happened.")})
    if step.phase in PHASES_WITH_TARGET and step.transfer.target_id is None:
        raise ValidationError(
            {"phase": _("From trying out on, a transfer needs the project that took it over.")}
        )


def _move(transfer: Transfer, step: TransferStep) -> None:
    """Let the transfer stand where the step leads."""
    before = transfer.phase
    transfer.phase, transfer.status = step.phase, step.status
    refuse_guess(transfer, before=before)
    save_checked(transfer)


@transaction.atomic
def rest_transfer(*, transfer: Transfer, by: Any) -> Transfer:
    """It is no time for it now; it may go on at any time."""
    stored, side = shared(transfer, by)
    if stored.status != Status.OPEN:
        raise ValidationError(_("It is not under way now."))
    stored.status = Status.RESTING
    return _followed(stored, side, by)


@transaction.atomic
def resume_transfer(*, transfer: Transfer, by: Any) -> Transfer:
    """Go on where it rested, or begin once more after it had ended."""
    stored, side = shared(transfer, by)
    reopen(stored)
    return _followed(stored, side, by)


@transaction.atomic
def end_transfer(
    *, transfer: Transfer, by: Any, because: EndReason | str = "", words: str = "", is_public: bool = False
) -> Transfer:
    """It is not pursued further. A reason is public only if the receiving side says so, now or later.

    Called again, it changes the reason; then ValidationError for the giving side.
    """
    stored, side = shared(transfer, by)
    if stored.status == Status.ENDED and side != Side.TARGET:
        raise ValidationError(_("Only the group itself can say more about it."))
    stored.status = Status.ENDED
    stored.year_to = stored.year_to or timezone.localdate().year
    stored.ended_because, stored.end_reason = because, words.strip()
    stored.end_reason_is_public = is_public and side == Side.TARGET
    return _followed(stored, side, by)


def _followed(transfer: Transfer, side: Side, by: Any) -> Transfer:
    """Save it, with a step that says so; the others are told."""
    save_checked(transfer)
    before = transfer.steps.last()
    follow(transfer, by=by, side=side, on=timezone.localdate())
    step = transfer.steps.last()
    if step and step != before:
        tell_others(step)
    return transfer


@transaction.atomic
def take_note_back(*, step: TransferStep, by: Any) -> TransferStep:
    """Empty a note of one's own; a member of the steering group takes anybody's out of public sight.

    That there was a step stays. PermissionDenied for anyone else.
    """
    stored = TransferStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    is_own = stored.by_id is not None and stored.by_id == by.pk
    if not is_own and not is_curator(by):
        raise PermissionDenied(_("Only whoever wrote a note can take it back."))
    if is_own:
        stored.note = ""
    stored.is_public = False
    stored.save()
    return stored
