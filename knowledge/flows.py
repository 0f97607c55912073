"""Transfers counted between places, as map and matrix show them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import Count

from knowledge.querysets import TransferQuerySet
from projects.places import CITY_WIDE, ELSEWHERE, place_key


class Flow(NamedTuple):
    """So many transfers from one place to another, or within one; places by their key."""

    start: str
    end: str
    number: int

    def named(self, names: Mapping[str, str]) -> "Flow":
        """The same with the names of its places, for a table."""
        return Flow(names[self.start], names[self.end], self.number)


def flows(transfers: TransferQuerySet) -> list[Flow]:
    """Each pair of places once, the strongest first: home district to home district, in one query.

    The whole town and other places are places of their own; a group's district is where it takes an
    idea to. Retracted transfers are in no figure.
    """
    rows = (
        transfers.counted()
        .order_by()
        .values_list(
            "source__scope",
            "source__home_district__slug",
            "target__scope",
            "target__home_district__slug",
            "interested_district__slug",
        )
        .annotate(number=Count("pk"))
    )
    summed: Counter[tuple[str, str]] = Counter()
    for source_scope, source_home, target_scope, target_home, interested, number in rows:
        start, end = place_key(source_scope, source_home), place_key(target_scope, interested or target_home)
        summed[start, end] += number
    return [Flow(*pair, number) for pair, number in sorted(summed.items(), key=lambda row: (-row[1], row[0]))]


def total(found: Iterable[Flow]) -> int:
    """How many transfers these are: each counts once."""
    return sum(flow.number for flow in found)


def between_districts(found: Iterable[Flow]) -> int:
    """How many of them went from one district to another; the whole town and other places are none."""
    no_district = {CITY_WIDE, ELSEWHERE}
    return total(
        flow for flow in found if flow.start != flow.end and not no_district & {flow.start, flow.end}
    )
