"""Where words are known from: an engine, or the rows of the database."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from search.german.analysis import Analysis
from search.query.correct import KnownWords
from search.query.tree import Node, Term


class Source(Protocol):
    """What a question is understood with."""

    def analysis(self) -> Analysis: ...

    def spellings(self) -> Sequence[KnownWords]: ...

    def holds(self, node: Node) -> bool: ...


class Words(Protocol):
    """What a state of the index knows of its words: what suggestions are made of."""

    analysis: Analysis

    def forms(self, field: str) -> Sequence[tuple[str, str]]:
        """The different words of a text: each folded, and as it is written."""
        ...

    def forms_between(self, first: str = "", end: str | None = None) -> Iterable[tuple[str, str]]:
        """The words of the content whose folded form lies between these two, likewise."""
        ...

    def frequency(self, word: str) -> int:
        """In how many entries a folded word stands."""
        ...

    def number_with(self, field: str, value: str) -> int:
        """How many entries hold an exact value, or nearly so many."""
        ...


class Engine(Protocol):
    """What has an index."""

    def at_once(self) -> Source:
        """The index as it is now, for as many questions as one likes."""
        ...


def holds_word(word: str, source: Source) -> bool:
    """Whether any entry holds the word, in whatever form."""
    terms = source.analysis().terms(word)
    return terms is not None and source.holds(Term(terms.whole))
