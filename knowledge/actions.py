"""Verbs on transfers. Each holds the graph lock, so that the rules across rows hold under any writers."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from districts.models import District
from knowledge.choices import Phase, Side, Status
from knowledge.graph import descendants, lock_graph
from knowledge.models import Confirmation, Transfer
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

    A pair has one transfer: a second try reopens the first and returns it. `facts` are further
    fields of the transfer. Raises ValidationError for a self, a cycle or a broken constraint.
    """
    lock_graph()
    found = Transfer.objects.filter(
        source=source, target=target, interested_district=interested_district
    ).first()
    if found:
        if found.status != Status.OPEN:
            _amend(found, {"status": Status.OPEN})
        return found
    transfer = Transfer(
        source=source, target=target, interested_district=interested_district, created_by=by, **facts
    )
    _save_checked(transfer)
    transfer.sources.set(sources)
    return transfer


@transaction.atomic
def amend_transfer(*, transfer: Transfer, by: Any = None, **changes: Any) -> Transfer:
    """Change a transfer, its ends included; ValidationError if a rule would break."""
    lock_graph()
    stored = Transfer.objects.get(pk=transfer.pk)
    _amend(stored, changes)
    return stored


@transaction.atomic
def retract_transfer(*, transfer: Transfer, by: Any = None) -> Transfer:
    """Take a transfer out of every figure; it stays in the history."""
    return amend_transfer(transfer=transfer, by=by, status=Status.RETRACTED)


@transaction.atomic
def confirm_transfer(*, transfer: Transfer, side: Side, by: Any) -> Confirmation:
    """One side confirms; PermissionDenied if the same person has confirmed the other side."""
    lock_graph()
    if transfer.confirmations.filter(by=by).exclude(side=side).exists():
        raise PermissionDenied(_("Both sides must be confirmed by different people."))
    confirmation, _made = Confirmation.objects.get_or_create(
        transfer=transfer, side=side, defaults={"by": by}
    )
    return confirmation


def _amend(transfer: Transfer, changes: dict[str, Any]) -> None:
    was_unknown = transfer.phase == Phase.UNKNOWN
    for field, value in changes.items():
        setattr(transfer, field, value)
    if was_unknown and transfer.phase == Phase.ARRIVED and not _both_confirm(transfer):
        raise ValidationError(
            {"phase": _("“Not known” becomes “arrived” only when both sides have confirmed the transfer.")}
        )
    _save_checked(transfer)


def _both_confirm(transfer: Transfer) -> bool:
    return transfer.confirmations.count() == len(Side)


def _save_checked(transfer: Transfer) -> None:
    check_rules(transfer)
    transfer.save()


def check_rules(transfer: Transfer) -> None:
    """Raise ValidationError with a sentence if this transfer would break a rule of its row or the graph."""
    transfer.full_clean()
    closes_cycle = (
        transfer.status != Status.RETRACTED
        and transfer.target_id is not None
        and transfer.source_id in descendants(transfer.target_id)
    )
    if closes_cycle:
        raise ValidationError(
            _("“%(source)s” already goes back to “%(target)s”: an idea cannot be its own ancestor.")
            % {"source": transfer.source, "target": transfer.target}
        )
