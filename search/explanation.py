"""Why an entry ranks where it does: the question as a tree, with what each part counts for this entry."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from haystack.utils import get_identifier

from projects.models import Project
from search.asked import Asked
from search.documents import documents
from search.from_index import first_that_finds, ways_to_match
from search.german.analysis import Analysis
from search.german.words import word_texts
from search.query.source import Source
from search.query.tree import (
    FORMS,
    All,
    AnyOf,
    Best,
    Between,
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
)
from search.understanding import understand

PASSAGES = ("title", "summary", "labels", "body")


class Engine(Protocol):
    """What an explanation asks of an engine."""

    def at_once(self) -> Source: ...

    def analysis(self) -> Analysis: ...

    def counts(self, node: Node, identifier: str) -> float | None:
        """How much an entry counts for a question; None if it does not match."""

    def number_of(self, node: Node) -> int:
        """How many entries answer a question."""


class Line(NamedTuple):
    """One part of the question: how deep it lies, what it is, what it counts (None: it does not match)."""

    depth: int
    text: str
    counts: float | None


class Explanation(NamedTuple):
    """Where the entry stands (from 1 on, None if it is not found), among how many, and why."""

    place: int | None
    total: int
    is_loose: bool
    lines: list[Line]


def explain(words: str, project: Project, engine: Engine) -> Explanation:
    """Why this project stands where it does for these words, searched as the catalogue does."""
    understood = understand(words, engine.at_once())
    found, _first, is_loose = first_that_finds(ways_to_match(Asked(q=words), understood), slice(1))
    keys = [int(result.pk) for result in found[: max(len(found), 1)] if result is not None]
    place = keys.index(project.pk) + 1 if project.pk in keys else None
    question = understood.question
    walk = _Walk(engine, project)
    return Explanation(
        place, len(keys), is_loose, list(walk.lines(question.some if is_loose else question.every, 0))
    )


class _Walk:
    def __init__(self, engine: Engine, project: Project) -> None:
        self.engine, self.identifier = engine, get_identifier(project)
        analysis = engine.analysis()
        passages = next(documents([project])).passages()
        self.words = dict(zip(PASSAGES, (_terms(text, analysis) for text in passages), strict=True))

    def lines(self, node: Node, depth: int) -> Iterator[Line]:
        text, children = self._read(node)
        yield Line(depth, text, self.engine.counts(node, self.identifier))
        for child in children:
            yield from self.lines(child, depth + 1)

    def _read(self, node: Node) -> tuple[str, Sequence[Node]]:
        """What a node is, in words, and the nodes below it."""
        match node:
            case All(children):
                return "all of these, added up", children
            case Some(children):
                return "at least one of these, added up", children
            case Best(children):
                return "the best of these", children
            case Weighted(child, factor):
                return f"{factor:g} times", [child]
            case Prefer(child, bonus):
                return "with a bonus for the second", [child, bonus]
            case Demote(child, where, factor):
                return f"{factor:g} times where the second holds", [child, where]
            case Not(child):
                return "not", [child]
            case Everything():
                return "every entry", []
        return f"{_leaf(node)}, in {self.engine.number_of(node)} entries{self._where(node)}", []

    def _where(self, node: Node) -> str:
        """In which passages of this entry a term stands, and how often."""
        if not isinstance(node, Term) or node.field == FORMS:
            return ""
        found = {name: terms.count(node.text) for name, terms in self.words.items()}
        stands = ", ".join(f"{name} × {times}" for name, times in found.items() if times)
        return f" (here: {stands})" if stands else ""


def _terms(text: str, analysis: Analysis) -> list[str]:
    found = (analysis.terms(word) for word in word_texts(text))
    return [term for terms in found if terms for term in (terms.whole, *terms.parts)]


def _leaf(node: Any) -> str:
    match node:
        case Term(text, field):
            return f"the very word “{text}”" if field == FORMS else f"“{text}”"
        case Prefix(text):
            return f"words with “{text}”"
        case Phrase(terms):
            return "the phrase “" + " ".join(text for _place, text in terms) + "”"
        case AnyOf(field, values):
            return f"{field}: {', '.join(values)}"
        case Between(field, low, high):
            return f"{field} from {low} to {high}"
    return type(node).__name__
