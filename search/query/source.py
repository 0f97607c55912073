"""Where words are known from: an engine, or the rows of the database."""

from collections.abc import Sequence
from typing import Protocol

from search.german.analysis import Analysis
from search.query.correct import KnownWords
from search.query.tree import Node, Term


class Source(Protocol):
    """What a question is understood with."""

    def analysis(self) -> Analysis: ...

    def spellings(self) -> Sequence[KnownWords]: ...

    def holds(self, node: Node) -> bool: ...


class Engine(Protocol):
    """What has an index."""

    def at_once(self) -> Source:
        """The index as it is now, for as many questions as one likes."""
        ...


def holds_word(word: str, source: Source) -> bool:
    """Whether any entry holds the word, in whatever form."""
    terms = source.analysis().terms(word)
    return terms is not None and source.holds(Term(terms.whole))
