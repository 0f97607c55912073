"""Words that were meant: corrections from the catalogue's own words, for what it does not know."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

MOST = 20  # corrections to choose from


class Known(NamedTuple):
    """A word of the catalogue: folded, as it is written, and in how many entries."""

    key: str
    form: str
    entries: int


class KnownWords:
    """Words by the length of their keys: a slip changes the length by one at most."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._by_length: dict[int, tuple[list[str], list[Known]]] = defaultdict(lambda: ([], []))
        for word in known:
            keys, words = self._by_length[len(word.key)]
            keys.append(word.key)
            words.append(word)

    def within(self, word: str, slips: int) -> Iterator[tuple[int, Known]]:
        """The known words at most so many slips away from a folded word, each with its slips.

        A slip is a letter too many, too few, another one, or two exchanged: the optimal string alignment
        distance of Damerau (1964), no part edited twice.
        """
        for length in range(len(word) - slips, len(word) + slips + 1):
            if length not in self._by_length:
                continue
            keys, words = self._by_length[length]
            for _key, distance, place in process.extract_iter(
                word, keys, scorer=OSA.distance, score_cutoff=slips
            ):
                yield int(distance), words[place]


def nearest(word: str, known: Sequence[KnownWords]) -> list[str]:
    """The known words that differ least from a folded word, best first: fewest slips, then most frequent.

    One slip is allowed from four letters on, two from seven. The word itself is no correction.
    """
    allowed = 0 if len(word) < 4 else 1 if len(word) < 7 else 2
    slips: dict[str, int] = {}
    entries: dict[str, int] = defaultdict(int)
    for words in known if allowed else ():
        for distance, found in words.within(word, allowed):
            if distance:
                slips[found.form] = distance
                entries[found.form] += found.entries
    return sorted(slips, key=lambda form: (slips[form], -entries[form], form))[:MOST]
