"""How many hits lie in each year, month, day …: by counting from the day on which a facet begins."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np

from search.engines.whoosh.arrays import Ints
from search.engines.whoosh.schema import as_number
from search.engines.whoosh.snapshot import Snapshot

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400}
MONTHS = {"month": 1, "year": 12}


@dataclass(frozen=True, slots=True)
class DateFacet:
    """What Haystack's `date_facet` wishes for: gaps of a field between two days, the second one left out."""

    name: str
    field: str
    start_date: date
    end_date: date
    gap_by: str
    gap_amount: int = 1

    def edges(self) -> Iterator[float]:
        """Where gaps of months begin, in seconds since 1970."""
        months, number = MONTHS[self.gap_by] * self.gap_amount, 0
        while (edge := as_number(_months_later(self.start_date, number))) < as_number(self.end_date):
            yield edge
            number += months


def count_gaps(snapshot: Snapshot, facet: DateFacet, hits: Ints) -> list[tuple[datetime, int]]:
    """When each gap that has hits begins (UTC), and how many it has."""
    first, end = as_number(facet.start_date), as_number(facet.end_date)
    moments = snapshot.numbers(facet.field)[hits]
    moments = moments[(moments >= first) & (moments < end)]
    if facet.gap_by in MONTHS:
        edges = np.fromiter(facet.edges(), np.float64)
        begins = edges[np.searchsorted(edges, moments, "right") - 1] if len(moments) else moments
    else:
        step = SECONDS[facet.gap_by] * facet.gap_amount
        begins = first + (moments - first) // step * step
    found = zip(*np.unique(begins, return_counts=True), strict=True)
    return [(datetime.fromtimestamp(begin, UTC), int(number)) for begin, number in found]


def _months_later(day: date, months: int) -> date:
    """The same day of a later month; of a shorter month the last one."""
    years, month = divmod(day.month - 1 + months, 12)
    first = day.replace(year=day.year + years, month=month + 1, day=1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))
