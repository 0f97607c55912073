"""What a word is found under: its stem and the stems of its parts. The same for entries and for questions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from search.german.compounds import Frequency, Splitter
from search.german.fold import fold, surface
from search.german.stem import stem
from search.german.words import pieces, word_list, words_of

MOST_KNOWN = 200_000  # words that are kept in memory


class Terms(NamedTuple):
    """The terms of one word: the whole, and its parts if it is a compound."""

    whole: str
    parts: tuple[str, ...] = ()


class Occurrence(NamedTuple):
    """One word of a text: its terms, its written form, and the how-manieth it is (stop words counted)."""

    terms: Terms
    form: str
    position: int


class Placed(NamedTuple):
    """A word of a piece of text: where it stands in it, and the terms under which it is found."""

    start: int
    end: int
    terms: frozenset[str]


class Analysis:
    """Turns words into terms, splitting compounds by what `frequency` knows of the catalogue."""

    def __init__(self, frequency: Frequency = lambda word: 0) -> None:
        self.splitter = Splitter(frequency)
        self._stop = word_list("stop_words.txt") | frozenset(map(fold, word_list("stop_words.txt")))
        self._known: dict[str, Terms | None] = {}
        self._pieces: dict[str, tuple[Placed, ...]] = {}  # of texts, taken in so far
        self._holding: dict[str, set[str]] = defaultdict(set)  # by term: the pieces that are found under it

    def terms(self, word: str) -> Terms | None:
        """The terms of a word as written; None for a stop word and for what holds no word."""
        try:
            return self._known[word]
        except KeyError:
            return self._learned(word)

    def holding(self, terms: Iterable[str], pieces: Iterable[str]) -> set[str]:
        """Those of the pieces, which text.split() gives, that hold a word found under any of these terms.

        Texts have few pieces that were in none before: that is faster than to look for their words.
        """
        pieces = set(pieces)
        for piece in pieces.difference(self._pieces):
            self.words_in(piece)
        return set().union(*(pieces & held for term in terms if (held := self._holding.get(term))))

    def words_in(self, piece: str) -> tuple[Placed, ...]:
        """The words of a piece that are found."""
        if (found := self._pieces.get(piece)) is None:
            if len(self._pieces) > MOST_KNOWN:
                self._pieces.clear()
                self._holding.clear()
            found = self._pieces[piece] = tuple(self._placed(piece))
            for word in found:
                for term in word.terms:
                    self._holding[term].add(piece)
        return found

    def is_found(self, word: str) -> bool:
        """Whether a word as written has any terms."""
        return surface(word) not in self._stop and bool(pieces(word))

    def occurrences(self, text: str) -> Iterator[Occurrence]:
        """The words of a text that are found, in order."""
        for position, word in enumerate(words_of(text)):
            if terms := self.terms(word.text):
                yield Occurrence(terms, surface(word.text), position)

    def compound(self, *folded: str) -> Terms:
        """The terms of a word made of these folded pieces: of a compound with or without hyphens."""
        whole = "".join(folded)
        parts: list[str] = []
        for piece in folded if len(folded) > 1 else (whole,):
            smaller = self.splitter.parts(piece)
            parts += smaller or ((piece,) if len(folded) > 1 else ())
        stems = dict.fromkeys(stem(part) for part in parts if part not in self._stop)
        return Terms(stem(whole), tuple(stems))

    def _learned(self, word: str) -> Terms | None:
        if len(self._known) > MOST_KNOWN:
            self._known.clear()
        found = self._known[word] = self._analyse(word)
        return found

    def _placed(self, piece: str) -> Iterator[Placed]:
        for word in words_of(piece):
            if terms := self.terms(word.text):
                yield Placed(word.start, word.end, frozenset((terms.whole, *terms.parts)))

    def _analyse(self, word: str) -> Terms | None:
        return self.compound(*map(fold, pieces(word))) if self.is_found(word) else None
