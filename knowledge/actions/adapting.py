"""Verbs on what became different on the way, and on what stands behind it: for both sides alike."""

from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from knowledge.actions.process import shared
from knowledge.models import Adaptation, Transfer
from projects.content.citing import source_of
from projects.models import Source

FIELDS = ("kind", "part", "element", "reason", "result")


def mark_of(row: Adaptation) -> str:
    """A short word that changes with everything the row says."""
    return sha256("\0".join(getattr(row, field) for field in FIELDS).encode()).hexdigest()[:16]


@transaction.atomic
def add_adaptation(*, transfer: Transfer, by: Any, said: dict[str, str]) -> Adaptation:
    """Write down one element that was taken over, adapted, left out or is new; it comes last."""
    stored, _side = shared(transfer, by)
    last = stored.adaptations.last()
    return Adaptation.objects.create(transfer=stored, position=last.position + 1 if last else 0, **said)


@transaction.atomic
def change_adaptation(*, row: Adaptation, by: Any, seen: str, said: dict[str, str]) -> Adaptation:
    """Put it in other words; ValidationError if somebody has done so since this person has `seen` it."""
    stored = _unchanged(row, by, seen)
    for field, value in said.items():
        setattr(stored, field, value)
    stored.save()
    return stored


@transaction.atomic
def drop_adaptation(*, row: Adaptation, by: Any, seen: str) -> None:
    """Take it out; ValidationError as for a change."""
    _unchanged(row, by, seen).delete()


def _unchanged(row: Adaptation, by: Any, seen: str) -> Adaptation:
    stored_transfer, _side = shared(row.transfer, by)
    stored = stored_transfer.adaptations.filter(pk=row.pk).first()
    if stored is None or mark_of(stored) != seen:
        raise ValidationError(_("Somebody has changed this meanwhile. Please look at it again."))
    return stored


@transaction.atomic
def add_source(
    *, transfer: Transfer, by: Any, url: str = "", document: str = "", year: int | None = None
) -> Source:
    """Name an address or a document where one can read about it: the transfer is documented by it."""
    stored, _side = shared(transfer, by)
    source = source_of(url=url, document=document, published_year=year)
    stored.sources.add(source)
    return source
