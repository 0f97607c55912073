"""The catalogue's answer from the index, asked through Haystack."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from django.utils.safestring import SafeString
from haystack import connections
from haystack.query import SQ, SearchQuerySet

from projects.cards import published_cards
from projects.choices import Scope
from projects.freshness import FRESH_FOR
from search.answers import Answer, Hit
from search.asked import PER_PAGE, Asked
from search.facets import FACETS
from search.query.source import Source
from search.query.tree import AnyOf, Between, Demote, Node, Not
from search.understanding import Understood, understood_of

STALE = 0.85  # what an entry counts whose last confirmation is older (product rule 15)

ORDERS: dict[str, tuple[str, ...]] = {
    "relevanz": (),
    "neu": ("-published", "name"),
    "bestaetigt": ("-confirmed", "name"),
    "name": ("name",),
    "weitergegeben": ("-passed_on", "name"),
}


class Shown:
    """Of a result, what a page shows beside the card."""

    __slots__ = ("passed_on", "pk", "snippet")

    def __init__(self, app_label: str, model_name: str, pk: str, score: float, **stored: Any) -> None:
        passages = stored.get("highlighted") or {}
        self.pk = int(pk)
        self.passed_on: int = stored["passed_on"] or 0
        self.snippet: SafeString | None = (passages.get("summary") or passages.get("text") or [None])[0]


def answer_from_index(asked: Asked, *, page_size: int = PER_PAGE) -> Answer:
    """The answer of the index; raises what the engine raises if there is none that works."""
    backend = connections["default"].get_backend()
    understood = understood_of(asked, backend)
    start = (asked.page - 1) * page_size
    ways = ways_to_match(asked, understood, _page_in(asked.order, bool(asked.q)))
    found, results, is_loose = first_that_finds(ways, slice(start, start + page_size))
    counts = found.facet_counts()["fields"]
    return Answer(
        total=len(found),
        hits=_hits(results),
        counts={facet.parameter: dict(counts[facet.field]) for facet in FACETS},
        city=dict(counts["scope"]).get(Scope.CITY, 0),
        corrected=understood.corrected if understood else {},
        also=understood.question.also if understood else (),
        is_loose=is_loose,
    )


def totals(questions: Iterable[Asked]) -> list[int]:
    """How many entries answer each question; no entry is fetched for it."""
    backend = connections["default"].get_backend()
    understood: dict[tuple[Any, ...], Understood | None] = {}
    found = []
    for asked in questions:
        words = (asked.q, asked.literal, asked.with_synonyms)
        if words not in understood:
            understood[words] = understood_of(asked, backend)
        ways = ways_to_match(asked, understood[words])
        found.append(next((total for way in ways if (total := len(way))), 0))
    return found


def ways_to_match(
    asked: Asked, understood: Understood | None, wished: SearchQuerySet | None = None
) -> Iterator[SearchQuerySet]:
    """Entries with all words; then, where it is another question, entries with any of them.

    Each way is one copy of what was wished for: Haystack's own steps would make one for every step.
    """
    narrowed = narrowings(asked)
    if understood is None:
        yield _way(wished, narrowed)
        return
    question = understood.question
    yield _with_words(_way(wished, narrowed), question.every, understood.source)
    if question.some != question.every:
        yield _with_words(_way(wished, narrowed), question.some, understood.source)


def _way(wished: SearchQuerySet | None, narrowed: Iterable[Node]) -> SearchQuerySet:
    found = SearchQuerySet() if wished is None else wished.all()
    for node in narrowed:
        found.query.add_narrow_query(node)
    return found


def _with_words(found: SearchQuerySet, words: Node, source: Source) -> SearchQuerySet:
    """Answered by what the words were understood with: another generation may split compounds elsewhere."""
    found.query.add_filter(SQ(content=_fresh_first(words)))
    found.query.source = source
    return found


def first_that_finds(
    ways: Iterable[SearchQuerySet], shown: slice
) -> tuple[SearchQuerySet, Sequence[Any], bool]:
    """The first way that finds anything, or else the last; its results; whether it is not the first one.

    Results are asked for at once and bring their total along: no way is asked twice. A slice of Haystack's
    set would bring the same results, after a row as long as all hits was made to keep them in.
    """
    tried = []
    for way in ways:
        tried.append(way)
        way.query.set_limits(shown.start, shown.stop)
        results = way.query.get_results()
        if len(way):
            break
    return way, results, len(tried) > 1


def narrowings(asked: Asked) -> list[Node]:
    """The choices as nodes, one a facet, so that an engine can lift them."""
    nodes: list[Node] = [
        AnyOf(facet.field, values) for facet in FACETS if (values := asked.of(facet.parameter))
    ]
    return nodes if asked.with_city else [*nodes, Not(AnyOf("scope", (str(Scope.CITY),)))]


@cache
def _page_in(order: str, with_words: bool) -> SearchQuerySet:
    """All entries with all that a page of the catalogue shows: their order, passages, facets.

    Put together once; only a copy of it is ever asked.
    """
    found = SearchQuerySet().result_class(Shown).order_by(*ORDERS[order])
    if with_words:
        found = found.highlight(fields=["summary", "text"], first=True)
    for facet in FACETS:
        found = found.facet(facet.field, lifted=True)
    return found.facet("scope")


def _fresh_first(node: Node) -> Node:
    long_ago = date.today() - FRESH_FOR  # the clock of the process goes by TIME_ZONE: Django sets it
    return Demote(node, Between("confirmed", high=long_ago, with_high=False), STALE)


def _hits(results: Sequence[Shown]) -> list[Hit]:
    """Results with their cards; without those that are not public any more, whatever the index says."""
    cards = published_cards([result.pk for result in results])
    return [
        Hit(cards[result.pk], result.passed_on, result.snippet) for result in results if result.pk in cards
    ]
