"""Transfers counted by what is known of them: year, phase, status, certainty."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, Q

from knowledge.choices import Certainty
from knowledge.querysets import TransferQuerySet

ALIKE = ("year_from", "phase", "status", "certainty")


class Tally(NamedTuple):
    """So many transfers that began in one year (None: not known) and are alike in the rest."""

    year: int | None
    phase: str
    status: str
    certainty: str
    number: int

    @property
    def is_sure(self) -> bool:
        return self.certainty != Certainty.REPORTED


def tallies(transfers: TransferQuerySet, chosen: Q | None = None) -> list[Tally]:
    """All combinations that occur, in one query, each transfer in one of them.

    With a condition only the `chosen` ones are counted, and a combination without one has the number 0.
    """
    rows = transfers.counted().with_certainty().order_by()
    counted = rows.values_list(*ALIKE).annotate(number=Count("pk", filter=chosen))
    return [Tally(*row) for row in counted]


def total(found: Iterable[Tally]) -> int:
    """How many transfers these are."""
    return sum(tally.number for tally in found)
