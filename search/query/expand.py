"""From demands to a tree: what a word may be written as, what it is made of, and what means the same."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from search.german.analysis import Analysis, Terms
from search.german.fold import fold, surface
from search.german.words import key_of, pieces
from search.query.parse import Clause
from search.query.synonyms import Synonyms
from search.query.tree import (
    FORMS,
    All,
    Best,
    Demote,
    Node,
    Not,
    Phrase,
    Prefer,
    Prefix,
    Some,
    Term,
    Weighted,
    both,
)

EXACT_FORM = 0.15  # schon and schön share a stem: who types one means it a little more
PARTS = 0.75  # all parts of a compound, apart, say less than the compound
SYNONYM = 0.35
LONGEST_SYNONYM = 6  # words, stop words among them


class Question:
    """A query ready to be asked: the tree in which all words must match, and what means the same.

    The tree in which any word may match is seldom asked for, so it is made only then.
    """

    def __init__(
        self, every: Node, also: Iterable[str] = (), loosened: Callable[[], Node] | None = None
    ) -> None:
        self.every = every
        self.also = tuple(dict.fromkeys(also))
        self._loosened = loosened

    @cached_property
    def some(self) -> Node:
        """The tree in which any word may match; `every` if that is no other question."""
        return self._loosened() if self._loosened else self.every

    @property
    def terms(self) -> frozenset[str]:
        """What is looked for: the terms that make a text match."""
        return frozenset(marked_terms([self.every]))


class _Unit(NamedTuple):
    """One or more words of the query that are understood as one."""

    words: tuple[str, ...]
    terms: Terms


class _Meaning(NamedTuple):
    """What a run of words is looked for as: all of it, or any of it once that is asked for; synonyms."""

    every: Node
    some: Callable[[], Node]
    also: Sequence[str] = ()


def ask(clauses: Sequence[Clause], analysis: Analysis, synonyms: Synonyms | None = None) -> Question:
    """The question that these clauses put; without any word that is found, it is `Everything`."""
    wanted = [clause for clause in clauses if not clause.is_excluded]
    runs = _runs(wanted)
    special = _nodes(_special, wanted, analysis)
    refused = _nodes(_any_clause, [clause for clause in clauses if clause.is_excluded], analysis)
    meanings = [one for run in runs for one in _meanings(run, analysis, synonyms or Synonyms())]
    unwanted = [Not(node) for node in refused]

    def loosened() -> Node:
        return both(_any(*(one.some() for one in meanings), *special), *unwanted)

    # A compound that is asked for alone is one word: an entry with half of it is no answer.
    is_one_word = len(special) + sum(analysis.terms(word) is not None for run in runs for word in run) <= 1
    return Question(
        every=both(*(one.every for one in meanings), *special, *unwanted),
        also=(word for one in meanings for word in one.also),
        loosened=None if is_one_word else loosened,
    )


def _any(*nodes: Node) -> Node:
    return Some(nodes) if len(nodes) > 1 else both(*nodes)


def _meanings(words: Sequence[str], analysis: Analysis, synonyms: Synonyms) -> Iterator[_Meaning]:
    """Each word, each two that make up a compound, or the most words for which there are synonyms."""
    start = 0
    while start < len(words):
        size, others = _most_with_synonyms(words[start:], analysis, synonyms)
        after, of_second = _most_with_synonyms(words[start + 1 :], analysis, synonyms)
        pair = _pair(words[start : start + 2], analysis) if size < 2 and after < 2 else None
        size = 2 if pair else max(size, 1)
        found = units(words[start : start + size], analysis)
        if pair and (others or of_second):
            yield _meaning_of_pair(found[0], [others, of_second], analysis)
        elif found:
            yield _meaning(found, others, analysis)
        start += size


def _most_with_synonyms(
    words: Sequence[str], analysis: Analysis, synonyms: Synonyms
) -> tuple[int, Sequence[str]]:
    """How many of the first words have synonyms together, as many as possible, and these; (0, []) if none."""
    for size in range(min(LONGEST_SYNONYM, len(words)), 0, -1):
        if analysis.terms(words[size - 1]) and (others := synonyms.beside(words[:size], analysis)):
            return size, others
    return 0, []


def _meaning_of_pair(pair: _Unit, others: Iterable[Sequence[str]], analysis: Analysis) -> _Meaning:
    """The compound, or each of its two words or a synonym of it."""
    whole = Term(pair.terms.whole)
    apart = [
        _meaning(units([word], analysis), beside, analysis)
        for word, beside in zip(pair.words, others, strict=True)
    ]
    return _Meaning(
        Best((whole, both(*(one.every for one in apart)))),
        lambda: Best((whole, _any(*(one.some() for one in apart)))),
        [other for one in apart for other in one.also],
    )


def _meaning(window: Sequence[_Unit], others: Sequence[str], analysis: Analysis) -> _Meaning:
    beside = _synonym_nodes(others, analysis)
    return _Meaning(
        _best(both(*map(_unit_node, window)), *beside),
        lambda: _best(_any(*(_any_part(unit, analysis) for unit in window)), *beside),
        others,
    )


def _best(node: Node, *others: Node) -> Node:
    return Best((node, *others)) if others else node


def units(words: Sequence[str], analysis: Analysis) -> list[_Unit]:
    """Words that follow each other; two that make up a compound are one: "repair cafe" is "Repaircafé"."""
    found: list[_Unit] = []
    index = 0
    while index < len(words):
        pair = _pair(words[index : index + 2], analysis)
        terms = pair or analysis.terms(words[index])
        size = 2 if pair else 1
        if terms:
            found.append(_Unit(tuple(words[index : index + size]), terms))
        index += size
    return found


def _pair(words: Sequence[str], analysis: Analysis) -> Terms | None:
    if len(words) < 2:
        return None
    folded = [fold(word) for word in words if len(pieces(word)) == 1 and analysis.terms(word)]
    if len(folded) != 2:
        return None
    joined, apart = analysis.terms("".join(folded)), analysis.terms("-".join(folded))
    return joined if joined and apart and joined.parts == apart.parts else None


def _unit_node(unit: _Unit) -> Node:
    """The whole, or all its parts; for a simple word its very form counts a little."""
    whole = Term(unit.terms.whole)
    if unit.terms.parts:
        return Best((whole, Weighted(both(*map(Term, unit.terms.parts)), PARTS)))
    return Prefer(whole, Weighted(Term(surface(unit.words[0]), FORMS), EXACT_FORM))


def _any_part(unit: _Unit, analysis: Analysis) -> Node:
    """The whole, or any of its parts. Each counts once: two words that make up a compound are still two."""
    whole = Term(unit.terms.whole)
    if len(unit.words) > 1:
        apart = (_Unit((word,), terms) for word in unit.words if (terms := analysis.terms(word)))
        return Best((whole, _any(*(_any_part(one, analysis) for one in apart))))
    if unit.terms.parts:
        return Best((whole, Weighted(Some(tuple(map(Term, unit.terms.parts))), PARTS)))
    return _unit_node(unit)


def _synonym_nodes(others: Iterable[str], analysis: Analysis) -> list[Node]:
    return [
        Weighted(both(*found), SYNONYM)
        for other in others
        if (found := [_unit_node(unit) for unit in units(other.split(), analysis)])
    ]


def _runs(clauses: Sequence[Clause]) -> list[list[str]]:
    """The plain words, in runs that no phrase interrupts."""
    runs: list[list[str]] = [[]]
    for clause in clauses:
        if clause.is_phrase or clause.is_prefix:
            runs.append([])
        else:
            runs[-1] += clause.words
    return runs


def _nodes(
    make: Callable[[Clause, Analysis], Node | None], clauses: Iterable[Clause], analysis: Analysis
) -> list[Node]:
    """What `make` gives for each clause, if it gives anything."""
    return [node for clause in clauses if (node := make(clause, analysis)) is not None]


def _special(clause: Clause, analysis: Analysis) -> Node | None:
    """The node of a phrase or a beginning; None for a plain word."""
    if clause.is_prefix:
        return Prefix(key_of(clause.words[0]))
    if not clause.is_phrase:
        return None
    terms = tuple(
        (place, terms.whole) for place, word in enumerate(clause.words) if (terms := analysis.terms(word))
    )
    return Phrase(terms) if len(terms) > 1 else Term(terms[0][1]) if terms else None


def _any_clause(clause: Clause, analysis: Analysis) -> Node | None:
    if clause.is_phrase or clause.is_prefix:
        return _special(clause, analysis)
    found = units(clause.words, analysis)
    return both(*map(_unit_node, found)) if found else None


def marked_terms(nodes: Iterable[Node]) -> Iterable[str]:
    """Every term of the content that makes a text match: what is marked in it."""
    for node in nodes:
        if isinstance(node, Term) and node.field != FORMS:
            yield node.text
        elif isinstance(node, Phrase):
            yield from (text for _place, text in node.terms)
        elif isinstance(node, All | Some | Best):
            yield from marked_terms(node.children)
        elif isinstance(node, Weighted | Prefer | Demote):
            yield from marked_terms([node.child])
