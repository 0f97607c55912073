"""From demands to a tree: what a word may be written as, what it is made of, and what means the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

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
    Everything,
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
LONGEST_SYNONYM = 4  # words


@dataclass(slots=True)
class Question:
    """A query ready to be asked: the tree in which all words must match, or any; and what it looked for."""

    every: Node
    some: Node
    terms: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()
    words: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Unit:
    """One or more words of the query that are understood as one."""

    words: tuple[str, ...]
    terms: Terms


def ask(clauses: Sequence[Clause], analysis: Analysis, synonyms: Synonyms | None = None) -> Question:
    """The question that these clauses put; without any word that is found, it is `Everything`."""
    synonyms = synonyms or Synonyms(())
    wanted: list[Node] = []
    loose: list[Node] = []
    also: dict[str, None] = {}
    for run in _runs([clause for clause in clauses if not clause.is_excluded]):
        found = units(run, analysis)
        for spoken, node in _meanings(found, analysis, synonyms):
            also.update(dict.fromkeys(spoken))
            wanted.append(node)
        loose += [Term(part) for unit in found if len(unit.words) > 1 for part in unit.terms.parts]
    wanted += [
        special
        for clause in clauses
        if not clause.is_excluded and (special := _special(clause, analysis)) is not None
    ]
    unwanted = [
        Not(refused)
        for clause in clauses
        if clause.is_excluded and (refused := _any_clause(clause, analysis)) is not None
    ]
    any_ = (*wanted, *loose)
    some: Node = Some(any_) if len(any_) > 1 else both(*any_)
    return Question(
        every=both(*wanted, *unwanted),
        some=both(some, *unwanted),
        terms=frozenset(marked_terms(wanted)),
        also=tuple(also),
        words=[word for clause in clauses if not clause.is_excluded for word in clause.words],
    )


def _meanings(
    found: Sequence[_Unit], analysis: Analysis, synonyms: Synonyms
) -> Iterable[tuple[list[str], Node]]:
    """Each unit, or the longest run of units for which there are synonyms: the synonyms and the node."""
    start = 0
    while start < len(found):
        for size in range(min(LONGEST_SYNONYM, len(found) - start), 0, -1):
            window = found[start : start + size]
            others = synonyms.beside([word for unit in window for word in unit.words], analysis)
            if others or size == 1:
                yield others, _with_synonyms(both(*map(_unit_node, window)), others, analysis)
                start += size
                break


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
    folded = [fold(word) for word in words if len(pieces(word)) == 1 and analysis.terms(word)]
    if len(folded) != 2:
        return None
    joined = analysis.compound("".join(folded))
    return joined if joined.parts == analysis.compound(*folded).parts else None


def _unit_node(unit: _Unit) -> Node:
    """The whole, or all its parts; for a simple word its very form counts a little."""
    whole = Term(unit.terms.whole)
    if unit.terms.parts:
        return Best((whole, Weighted(both(*map(Term, unit.terms.parts)), PARTS)))
    return Prefer(whole, Weighted(Term(surface(unit.words[0]), FORMS), EXACT_FORM))


def _with_synonyms(node: Node, others: Iterable[str], analysis: Analysis) -> Node:
    nodes = [
        Weighted(both(*found), SYNONYM)
        for other in others
        if (found := [_unit_node(unit) for unit in units(other.split(), analysis)])
    ]
    return Best((node, *nodes)) if nodes else node


def _runs(clauses: Sequence[Clause]) -> list[list[str]]:
    """The plain words, in runs that no phrase interrupts."""
    runs: list[list[str]] = [[]]
    for clause in clauses:
        if clause.is_phrase or clause.is_prefix:
            runs.append([])
        else:
            runs[-1] += clause.words
    return runs


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


def is_everything(question: Question) -> bool:
    """Whether the query held no word that could be looked for."""
    return question.every == Everything()
