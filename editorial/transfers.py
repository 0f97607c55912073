"""Verbs of the group on transfers: record, put right, retract, bring back. Each leaves a line in the log.

What a side confirms it confirms itself, on the page of the transfer; a source makes it sure, too.
"""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from knowledge.actions import amend_transfer, record_transfer, retract_transfer
from knowledge.choices import Status
from knowledge.graph import lock_graph
from knowledge.models import Transfer
from people.permissions import is_curator
from projects.actions import log
from projects.content.citing import source_of
from projects.contributing.sources import Row
from projects.models import DecisionKind, Source

STALE = "stale"  # the code of a refusal: a second try is a decision


@transaction.atomic
def enter_transfer(*, by: Any, sources: Iterable[Row] = (), **facts: Any) -> Transfer:
    """Record that an idea went from one project to another, or to a group in a district.

    A pair has one transfer: a second try brings the first back and completes it. ValidationError for a self,
    a cycle or a broken rule.
    """
    _must_be_curator(by)
    made = record_transfer(by=by, sources=[source_of(**row) for row in sources], **facts)
    log(made, DecisionKind.RECORDED, by)
    return made


@transaction.atomic
def correct_transfer(
    *, transfer: Transfer, by: Any, seen: str, sources: Iterable[Row], **facts: Any
) -> Transfer:
    """Put right what is known. ValidationError if it is not as it was `seen`, was retracted, or a rule would
    break."""
    stored = _locked(transfer, by)
    if stored.status == Status.RETRACTED:
        raise ValidationError(_("This transfer was retracted."))
    if mark_of(stored) != seen:
        raise ValidationError(
            _(
                "Somebody has changed this transfer meanwhile. Please compare it in a second window. If you "
                "save again, your version replaces theirs."
            ),
            code=STALE,
        )
    amended = amend_transfer(transfer=stored, **facts)
    amended.sources.set(_corrected(stored, sources))
    log(amended, DecisionKind.AMENDED, by)
    return amended


@transaction.atomic
def retract_with_reason(*, transfer: Transfer, by: Any, words: str) -> Transfer:
    """Take it out of every page and figure; it stays in the history, and so does the reason."""
    stored = _locked(transfer, by)
    if not words.strip():
        raise ValidationError(_("Please say why: the others want to understand it."))
    if stored.status == Status.RETRACTED:
        raise ValidationError(_("This transfer was retracted."))
    retracted = retract_transfer(transfer=stored)
    log(retracted, DecisionKind.RETRACTED, by, words.strip())
    return retracted


@transaction.atomic
def bring_back_transfer(*, transfer: Transfer, by: Any) -> Transfer:
    """Let a retracted one hold again; ValidationError if a rule would break by now, as in a circle."""
    stored = _locked(transfer, by)
    if stored.status != Status.RETRACTED:
        raise ValidationError(_("This transfer was not retracted."))
    back = amend_transfer(transfer=stored, status=Status.OPEN)
    log(back, DecisionKind.BROUGHT_BACK, by)
    return back


def mark_of(transfer: Transfer) -> str:
    """A short word that changes with everything that the desk shows of it to be changed."""
    sources = sorted(transfer.sources.values_list("pk", flat=True))
    return sha256(f"{transfer.updated_at.isoformat()} {sources}".encode()).hexdigest()[:16]


def _locked(transfer: Transfer, by: Any) -> Transfer:
    _must_be_curator(by)
    lock_graph()
    return Transfer.objects.get(pk=transfer.pk)


def _corrected(transfer: Transfer, rows: Iterable[Row]) -> list[Source]:
    """Those that stood on the page are changed as the page says."""
    shown = set(transfer.sources.values_list("url", flat=True))
    return [source_of(**row, is_correction=row["url"] in shown) for row in rows]


def _must_be_curator(by: Any) -> None:
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
