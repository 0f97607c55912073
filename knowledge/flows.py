"""Transfers counted between places, as map and matrix show them."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, Q

from knowledge.conditions import IS_SURE
from knowledge.querysets import TransferQuerySet
from projects.places import CITY_WIDE, ELSEWHERE, Places

ENDS = (
    *("source__scope", "source__home_district"),
    *("target__scope", "target__home_district", "interested_district"),
)


class Flow(NamedTuple):
    """So many transfers from one place to another, or within one; places by their key.

    Of so many of them a source or the other side says so, too (`sure`).
    """

    start: str
    end: str
    number: int
    sure: int = 0


def flows(transfers: TransferQuerySet, places: Places, chosen: Q | None = None) -> list[Flow]:
    """Each pair of places between which there are transfers, the strongest first, in one query.

    From home district to home district: the whole town and other places are places of their own, and a
    group's district is where it takes an idea to. Retracted transfers are in no figure. With a condition
    only the `chosen` ones are counted, and a pair without one has the number 0.
    """
    rows = transfers.counted().with_certainty().order_by().values_list(*ENDS)
    sure = chosen & IS_SURE if chosen else IS_SURE
    counted = rows.annotate(number=Count("pk", filter=chosen), sure=Count("pk", filter=sure))
    numbers, certain = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for source_scope, source_home, target_scope, target_home, interested, number, sure_ones in counted:
        pair = places.key(source_scope, source_home), places.key(target_scope, interested or target_home)
        numbers[pair] += number
        certain[pair] += sure_ones
    found = [Flow(*pair, number, certain[pair]) for pair, number in numbers.items()]
    return sorted(found, key=lambda flow: (-flow.number, flow.start, flow.end))


def total(found: Iterable[Flow]) -> int:
    """How many transfers these are: each counts once."""
    return sum(flow.number for flow in found)


def between_districts(found: Iterable[Flow]) -> int:
    """How many of them went from one district to another; the whole town and other places are none."""
    no_district = {CITY_WIDE, ELSEWHERE}
    return total(
        flow for flow in found if flow.start != flow.end and not no_district & {flow.start, flow.end}
    )
