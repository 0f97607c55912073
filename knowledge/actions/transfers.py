"""Verbs on transfers. Each holds the graph lock, so that the rules across rows hold under any writers."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from districts.models import District
from knowledge.choices import Phase, Side, Status
from knowledge.graph import descendants, lock_graph
from knowledge.models import Transfer
from projects.choices import State
from projects.models import Project, Source


@transaction.atomic
def record_transfer(
    *,
    source: Project,
    target: Project | None = None,
    interested_district: District | None = None,
    by: Any = None,
    sources: Iterable[Source] = (),
    **facts: Any,
) -> Transfer:
    """Record that an idea went from `source` to a project or to a group in a district.

    A pair has one transfer: a second try reopens the first, completes it and returns it. `facts` are
    further fields; they never overwrite what is known. Raises ValidationError for a self, a cycle or
    a broken constraint.
    """
    lock_graph()
    ends = {"source": source, "target": target, "interested_district": interested_district}
    transfer = Transfer.objects.filter(**ends).first()
    if transfer is None:
        transfer = Transfer(**ends, created_by=by, **facts)
    else:
        _try_again(transfer, facts)
    _save_checked(transfer)
    transfer.sources.add(*sources)
    return transfer


@transaction.atomic
def amend_transfer(*, transfer: Transfer, **changes: Any) -> Transfer:
    """Change fields of a transfer, its ends included; ValidationError if a rule would break."""
    lock_graph()
    stored = Transfer.objects.get(pk=transfer.pk)
    was_unknown = stored.phase == Phase.UNKNOWN
    for field, value in changes.items():
        _set(stored, field, value)
    if was_unknown and stored.phase == Phase.ARRIVED and not _both_confirm(stored):
        raise ValidationError(
            {"phase": _("“Not known” becomes “arrived” only when both sides have confirmed the transfer.")}
        )
    _save_checked(stored)
    return stored


def retract_transfer(*, transfer: Transfer) -> Transfer:
    """Take a transfer out of every figure; it stays in the history."""
    return amend_transfer(transfer=transfer, status=Status.RETRACTED)


def _try_again(transfer: Transfer, facts: dict[str, Any]) -> None:
    """Open it again (how it ended does not hold any more) and fill in what was not known."""
    if transfer.status != Status.OPEN:
        transfer.status = Status.OPEN
        transfer.year_to, transfer.end_reason, transfer.end_reason_is_public = None, "", False
    for field, value in facts.items():
        if getattr(transfer, field) in (None, ""):
            _set(transfer, field, value)


def _set(transfer: Transfer, field: str, value: Any) -> None:
    """Set a field; a word that is none is a mistake of the caller: FieldDoesNotExist."""
    Transfer._meta.get_field(field)
    setattr(transfer, field, value)


def _both_confirm(transfer: Transfer) -> bool:
    return transfer.confirmations.count() == len(Side)


def _save_checked(transfer: Transfer) -> None:
    check_rules(transfer)
    transfer.save()


def check_rules(transfer: Transfer) -> None:
    """Raise ValidationError with a sentence if this transfer would break a rule of its row or the graph.

    To be called under the graph lock.
    """
    transfer.full_clean()
    if transfer.status == Status.RETRACTED:
        return
    for end in filter(None, (transfer.source, transfer.target)):
        if end.state == State.MERGED:
            raise ValidationError(
                _("“%(title)s” was merged into “%(survivor)s”: please take that entry.")
                % {"title": end, "survivor": end.merged_into}
            )
    if transfer.target_id and transfer.source_id in descendants(transfer.target_id, without=transfer.pk):
        raise ValidationError(
            _("“%(source)s” already goes back to “%(target)s”: an idea cannot be its own ancestor.")
            % {"source": transfer.source, "target": transfer.target}
        )
