"""When ideas travelled: a bar for each year."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from knowledge.bars import Bar, Line, bars
from knowledge.tallies import Tally

LONGEST_WITHOUT_GAPS = 30  # of more years only those with transfers have a line


class Timeline(NamedTuple):
    """The years from the first to the last, and of how many transfers the year is not known."""

    years: list[Bar]
    undated: int


def timeline(found: Collection[Tally], url: Callable[[int], str]) -> Timeline | None:
    """When these began; `url` leads to a year. Of fewer than two years there is nothing to see."""
    numbers: dict[int, Counter[str]] = defaultdict(Counter)
    for tally in found:
        if tally.number and tally.year:
            numbers[tally.year]["sure" if tally.is_sure else "reported"] += tally.number
    if len(numbers) < 2:
        return None
    lines = [
        Line(str(year), numbers.get(year, {}), url(year) if year in numbers else "")
        for year in _shown(sorted(numbers))
    ]
    kinds = {"sure": _("documented or confirmed"), "reported": _("reported by one side")}
    return Timeline(bars(lines, kinds), sum(tally.number for tally in found if not tally.year))


def _shown(years: list[int]) -> Iterable[int]:
    is_short = years[-1] - years[0] < LONGEST_WITHOUT_GAPS
    return range(years[0], years[-1] + 1) if is_short else years
