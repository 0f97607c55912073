"""Words that were meant: corrections from the catalogue's own words, for what it does not know."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.german.stem import stem

MOST = 20  # corrections to choose from
MOST_SLIPS = 2
SHORTEST_STEM = 6  # letters; shorter ones are near to everything
ENDING = 0.5  # how much farther away a word is of which only the stem is near


class Known(NamedTuple):
    """A word of the catalogue: folded, as it is written, and in how many entries."""

    key: str
    form: str
    entries: int


class KnownWords:
    """Words by the length of their keys: a slip changes the length by one at most.

    A word stands under its stem, too: who mistypes "Mannschaft" is understood where "Mannschaften" is known.
    """

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_length: dict[int, tuple[list[str], list[tuple[Known, float]]]] = {}
        by_stem: dict[str, Known] = {}
        for word in known:
            self._add(word.key, word, 0)
            if len(root := stem(word.key)) >= SHORTEST_STEM and root != word.key:
                by_stem[root] = max(word, by_stem.get(root, word), key=lambda one: one.entries)
        for root, word in by_stem.items():
            self._add(root, word, ENDING)

    def _add(self, key: str, word: Known, ending: float) -> None:
        keys, words = self._by_length.setdefault(len(key), ([], []))
        keys.append(key)
        words.append((word, ending))

    def within(self, word: str, slips: int) -> dict[Known, float]:
        """The known words at most so many slips away from a folded word, and how far; 0 is the word itself.

        A slip is a letter too many, too few, another one, or two exchanged: the optimal string alignment
        distance of Damerau (1964), no part edited twice.
        """
        found: dict[Known, float] = {}
        for length in range(len(word) - slips, len(word) + slips + 1):
            keys, words = self._by_length.get(length, ((), ()))
            near = process.extract_iter(word, keys, scorer=OSA.distance, score_cutoff=slips)
            for _key, distance, place in near:
                known, ending = words[place]
                found[known] = min(distance and distance + ending, found.get(known, MOST_SLIPS + 1))
        return found


def nearest(word: str, known: Sequence[KnownWords], *, slips: int = MOST_SLIPS) -> list[str]:
    """The known words that differ least from a folded word, best first: fewest slips, then most frequent.

    One slip is allowed from four letters on, two from seven, and never more than `slips`. The word itself
    is no correction.
    """
    allowed = min(slips, 0 if len(word) < 4 else 1 if len(word) < 7 else 2)
    away: dict[str, float] = {}
    entries: dict[str, int] = defaultdict(int)
    for words in known if allowed else ():
        for found, distance in words.within(word, allowed).items():
            if distance:
                away[found.form] = min(distance, away.get(found.form, distance))
                entries[found.form] += found.entries
    return sorted(away, key=lambda form: (away[form], -entries[form], form))[:MOST]
