"""Words that were meant: corrections from the catalogue's own words, for what it does not know."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Known(NamedTuple):
    """A word of the catalogue: folded, as it is written, and in how many entries."""

    key: str
    form: str
    entries: int


def nearest(word: str, known: Iterable[Known]) -> str | None:
    """The known word that differs least from a folded word, the most frequent of equals; None if none does.

    One slip is allowed from four letters on, two from seven; a slip is a letter too many, too few, another
    one, or two exchanged.
    """
    allowed = 0 if len(word) < 4 else 1 if len(word) < 7 else 2
    best: tuple[int, int, str] | None = None
    for key, form, entries in known:
        if abs(len(key) - len(word)) > allowed or not _looks_alike(word, key, allowed):
            continue
        slips = distance(word, key)
        if 0 < slips <= allowed and (best is None or (slips, -entries, form) < best):
            best = (slips, -entries, form)
    return best[2] if best else None


def distance(one: str, other: str) -> int:
    """Optimal string alignment distance: Damerau (1964), no part edited twice."""
    before: Sequence[int] = []
    above: Sequence[int] = range(len(other) + 1)
    for row, letter in enumerate(one, 1):
        current = [row]
        for column, against in enumerate(other, 1):
            cost = min(above[column] + 1, current[column - 1] + 1, above[column - 1] + (letter != against))
            exchanged = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against
            current.append(min(cost, before[column - 2] + 1) if exchanged else cost)
        before, above = above, current
    return above[-1]


def _looks_alike(one: str, other: str, allowed: int) -> bool:
    """A cheap test before the dear one: a slip changes at most two letters of the stock of letters."""
    return len(set(one) ^ set(other)) <= 2 * allowed
