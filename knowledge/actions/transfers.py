"""Verbs on transfers. Each holds the graph lock, so that the rules across rows hold under any writers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from districts.models import District
from knowledge.actions.following import follow
from knowledge.choices import Phase, Side, Status
from knowledge.graph import descendants, lock_graph
from knowledge.models import Transfer
from projects.choices import State
from projects.models import Project, Source

AS_BEFORE_IT_ENDED: dict[str, Any] = {
    "status": Status.OPEN,
    "year_to": None,
    "ended_because": "",
    "end_reason": "",
    "end_reason_is_public": False,
}


@transaction.atomic
def record_transfer(
    *,
    source: Project,
    target: Project | None = None,
    interested_district: District | None = None,
    by: Any = None,
    sources: Iterable[Source] = (),
    begun_on: date | None = None,
    **facts: Any,
) -> Transfer:
    """Record that an idea went from `source` to a project or to a group in a district.

    A pair has one transfer: a second try reopens the first, completes it and returns it. `facts` are
    further fields; they never overwrite what is known. `begun_on` is the day of its first step, where the
    transfer is under way and no record of what was. Raises ValidationError for a self, a cycle or a broken
    constraint.
    """
    lock_graph()
    if begun_on:
        facts.setdefault("year_from", begun_on.year)
    ends = {"source": source, "target": target, "interested_district": interested_district}
    transfer = Transfer.objects.filter(**ends).first()
    if transfer is None:
        transfer = Transfer(**ends, created_by=by, **facts)
    else:
        _try_again(transfer, facts)
    save_checked(transfer)
    transfer.sources.add(*sources)
    follow(transfer, by=by, side=Side.TARGET if begun_on else "", on=begun_on)
    return transfer


@transaction.atomic
def amend_transfer(*, transfer: Transfer, **changes: Any) -> Transfer:
    """Change fields of a transfer, its ends included; ValidationError if a rule would break.

    What was confirmed was said of two projects: where an end becomes another project, it holds no more.
    """
    lock_graph()
    stored = Transfer.objects.get(pk=transfer.pk)
    ends, phase = (stored.source_id, stored.target_id), stored.phase
    for field, value in changes.items():
        _set(stored, field, value)
    refuse_guess(stored, before=phase)
    save_checked(stored)
    if ends != (stored.source_id, stored.target_id):
        stored.confirmations.all().delete()
    follow(stored)
    return stored


def refuse_guess(transfer: Transfer, *, before: str) -> None:
    """ValidationError if it would have arrived where nobody knows how far it came (product rule 2)."""
    if before == Phase.UNKNOWN and transfer.phase == Phase.ARRIVED and not _both_confirm(transfer):
        raise ValidationError(
            {"phase": _("“Not known” becomes “arrived” only when both sides have confirmed the transfer.")}
        )


def retract_transfer(*, transfer: Transfer) -> Transfer:
    """Take a transfer out of every figure; it stays in the history."""
    return amend_transfer(transfer=transfer, status=Status.RETRACTED)


def _try_again(transfer: Transfer, facts: dict[str, Any]) -> None:
    """Open it again (how it ended does not hold any more) and fill in what was not known."""
    if transfer.status != Status.OPEN:
        reopen(transfer)
    for field, value in facts.items():
        if getattr(transfer, field) in (None, ""):
            _set(transfer, field, value)


def reopen(transfer: Transfer) -> None:
    """How it ended does not hold any more; not saved."""
    for field, value in AS_BEFORE_IT_ENDED.items():
        setattr(transfer, field, value)


def _set(transfer: Transfer, field: str, value: Any) -> None:
    """Set a field; a word that is none is a mistake of the caller: FieldDoesNotExist."""
    Transfer._meta.get_field(field)
    setattr(transfer, field, value)


def _both_confirm(transfer: Transfer) -> bool:
    return transfer.confirmations.count() == len(Side)


def save_checked(transfer: Transfer) -> None:
    check_rules(transfer)
    transfer.save()


def check_rules(transfer: Transfer) -> None:
    """Raise ValidationError with a sentence if this transfer would break a rule of its row or the graph.

    To be called under the graph lock.
    """
    transfer.full_clean()
    if transfer.status == Status.RETRACTED:
        return
    # As they are stored: whoever calls may have read them before somebody else merged them.
    ends = Project.objects.filter(pk__in=[transfer.source_id, transfer.target_id])
    for end in ends.filter(state=State.MERGED).select_related("merged_into"):
        raise ValidationError(
            _("“%(title)s” was merged into “%(survivor)s”: please take that entry.")
            % {"title": end, "survivor": end.merged_into}
        )
    if transfer.target_id and transfer.source_id in descendants(transfer.target_id, without=transfer.pk):
        raise ValidationError(
            _("“%(source)s” already goes back to “%(target)s”: an idea cannot be its own ancestor.")
            % {"source": transfer.source, "target": transfer.target}
        )
