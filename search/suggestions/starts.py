"""Where a name can be begun: at each of its words, and at the parts of their compounds."""

from collections.abc import Iterator
from typing import NamedTuple, Self

from search.german.analysis import Analysis
from search.german.fold import fold
from search.german.words import key_of, pieces, words_of

MOST_WORDS = 6  # of what was typed: nobody needs more to tell a name from the others


class Typed(NamedTuple):
    """What was typed so far: its words, folded."""

    keys: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> Self:
        keys = [key for word in words_of(text) if (key := key_of(word.text))]
        return cls(tuple(keys[:MOST_WORDS]))

    @property
    def joined(self) -> str:
        """The words side by side: "repair cafe" may be the beginning of "Repaircafé"."""
        return "".join(self.keys)


def side_by_side(name: str) -> str:
    """The folded name without spaces and hyphens."""
    return "".join(fold(piece) for word in words_of(name) for piece in pieces(word.text))


def begins(name: str, key: str, analysis: Analysis) -> bool:
    """Whether the key begins at a word of the name, or at a part of one; it may go on into the next words."""
    text, starts = beginnings(name, analysis)
    return any(text.startswith(key, start) for start in starts)


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
