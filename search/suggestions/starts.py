"""Names found by the beginnings of their words and of the parts of their compounds."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from heapq import nsmallest

from search.german.analysis import Analysis
from search.german.fold import fold
from search.german.words import key_of, pieces, words_of

LONGEST_KEY = 40  # letters that are compared
MOST_LOOKED_AT = 20_000  # beginnings; what is typed first fits very many


class Starts:
    """All names in one text and the sorted places where they can be begun: 20 comparisons, few bytes.

    A name counts by its number: the first ones are the more important ones.
    """

    def __init__(self, names: Iterable[str], analysis: Analysis) -> None:
        texts, places, begin = [], [], 0
        for number, name in enumerate(names):
            text, starts = beginnings(name, analysis)
            places += [(begin + start, number) for start in starts]
            texts.append(text)
            begin += len(text) + 1
        self._text = "\n".join(texts)
        places.sort(key=lambda place: self._text[place[0] : place[0] + LONGEST_KEY])
        self._places = array("I", (place for place, _number in places))
        self._numbers = array("I", (number for _place, number in places))

    def find(self, words: str, most: int) -> list[int]:
        """Numbers of the names in which these words begin side by side; else of those with each of them."""
        keys = [key_of(word.text) for word in words_of(words)]
        found = self._beginning("".join(keys))
        if not found and len(keys) > 1:
            found = set.intersection(*map(self._beginning, keys))
        return nsmallest(most, found)

    def _beginning(self, key: str) -> set[int]:
        key = key[:LONGEST_KEY]
        if not key:
            return set()

        def letters(place: int) -> str:
            return self._text[place : place + len(key)]

        low = bisect_left(self._places, key, key=letters)
        high = bisect_right(self._places, key, lo=low, key=letters)
        return set(self._numbers[low : min(high, low + MOST_LOOKED_AT)])


def beginnings(name: str, analysis: Analysis) -> tuple[str, set[int]]:
    """The folded name without spaces and hyphens, and where in it a word or a part of a compound begins."""
    text, starts = "", set()
    for word in words_of(name):
        for piece in map(fold, pieces(word.text)):
            starts |= {len(text) + place for place in _places_of_parts(piece, analysis)}
            text += piece
    return text, starts


def _places_of_parts(word: str, analysis: Analysis) -> Iterator[int]:
    """Where the word and its parts begin: Vereinsheim → 0, 7. The joint belongs to no part."""
    yield 0
    place = 0
    for part in analysis.splitter.parts(word):
        place = max(word.find(part, place), 0)
        yield place
        place += len(part)
