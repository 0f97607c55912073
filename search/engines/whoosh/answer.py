"""From a question to what Haystack wants to know: hits, results, facets, similar entries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.models import SearchResult

from search.engines.whoosh.evaluate import evaluate
from search.engines.whoosh.facets import count_values, mask_without
from search.engines.whoosh.ordering import best, ordered
from search.engines.whoosh.postings import text_postings
from search.engines.whoosh.scoring import idf
from search.engines.whoosh.snapshot import Mask, Snapshot
from search.highlighting import best_passage
from search.query.expand import marked_terms
from search.query.haystack import narrowed
from search.query.tree import AnyOf, Node, Not, Some, Term, Weighted, both

TELLING_TERMS = 25  # of an entry, when similar ones are looked for


@dataclass(frozen=True, slots=True)
class Request:
    """A question with all that Haystack lets one wish for."""

    node: Node
    within: Node
    narrowed: tuple[Node, ...]
    sort_by: Sequence[str]
    start: int
    end: int | None
    facets: Mapping[str, Mapping[str, Any]]
    queries: Sequence[tuple[str, str]]
    highlight: Mapping[str, Any] | None
    fields: Sequence[str]
    result_class: Any

    @classmethod
    def of(cls, node: Node, within: Node, options: Mapping[str, Any]) -> "Request":
        """The request that Haystack's keyword arguments make."""
        highlight = options.get("highlight")
        return cls(
            node=node,
            within=within,
            narrowed=tuple(map(narrowed, options.get("narrow_queries") or ())),
            sort_by=options.get("sort_by") or (),
            start=options.get("start_offset") or 0,
            end=options.get("end_offset"),
            facets=options.get("facets") or {},
            queries=options.get("query_facets") or (),
            highlight=(highlight if isinstance(highlight, dict) else {}) if highlight else None,
            fields=options.get("fields") or (),
            result_class=options.get("result_class") or SearchResult,
        )


def answer(snapshot: Snapshot, request: Request, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Hits, the wished slice of results, and facets. The total never depends on the slice."""
    found = evaluate(snapshot, request.node)
    matching = found.mask & snapshot.alive & evaluate(snapshot, request.within).mask
    hits = np.flatnonzero(mask_without(snapshot, matching, request.narrowed, None))
    scores = found.score()
    if request.sort_by:
        order = ordered(snapshot, request.sort_by, scores, hits)
    else:
        order = best(scores, hits, request.end)
    results = _results(snapshot, request, order[request.start : request.end], scores, fields)
    return {"results": results, "hits": len(hits), "facets": _facets(snapshot, request, matching)}


def like_this(snapshot: Snapshot, identifier: str, fields: Mapping[str, Any]) -> Node | None:
    """The question for entries like this one, by its most telling terms; None if it is not in the index."""
    numbers = [number for number in snapshot.postings(ID, identifier).ids if snapshot.alive[number]]
    if not numbers:
        return None
    stored = snapshot.stored(int(numbers[0]))
    passages = [
        (str(stored[name]), float(field.boost))
        for name, field in fields.items()
        if stored.get(name) and (field.document or getattr(field, "part_of_content", False))
    ]
    postings, _forms = text_postings(passages, snapshot.analysis)
    common = snapshot.size / 4 + 1  # what every fourth entry says tells nothing
    weighed = [
        (weight * idf(snapshot, holders), term.decode())
        for term, _length, weight, _places in postings
        if 1 < (holders := len(snapshot.postings(snapshot.text_field, term.decode()).ids)) <= common
    ]
    telling = sorted(weighed, reverse=True)[:TELLING_TERMS]
    terms = tuple(Weighted(Term(term), worth / telling[0][0]) for worth, term in telling)
    return both(Some(terms), Not(AnyOf(ID, (identifier,)))) if terms else None


def _facets(snapshot: Snapshot, request: Request, matching: Mask) -> dict[str, Any]:
    narrowed_mask = mask_without(snapshot, matching, request.narrowed, None)
    counted = {}
    for field, options in request.facets.items():
        mask = narrowed_mask
        if options.get("lifted"):  # a facet's own choices do not narrow what it counts
            mask = mask_without(snapshot, matching, request.narrowed, field)
        counted[field] = count_values(snapshot, field, mask)
    queries = {
        f"{field}:{value}": int((evaluate(snapshot, AnyOf(field, (value,))).mask & narrowed_mask).sum())
        for field, value in request.queries
    }
    return {"fields": counted, "dates": {}, "queries": queries}


def _results(
    snapshot: Snapshot, request: Request, numbers: Iterable[int], scores: Any, fields: Mapping[str, Any]
) -> list[Any]:
    terms = frozenset(marked_terms([request.node])) if request.highlight is not None else frozenset()
    results = []
    for number in numbers:
        stored = snapshot.stored(int(number))
        app_label, model_name = stored.pop(DJANGO_CT).split(".")
        key = stored.pop(DJANGO_ID)
        values = {name: _converted(fields.get(name), value) for name, value in stored.items()}
        if request.fields:
            values = {name: value for name, value in values.items() if name in request.fields}
        if request.highlight is not None:
            values["highlighted"] = _highlighted(snapshot, request.highlight, stored, terms)
        results.append(request.result_class(app_label, model_name, key, float(scores[number]), **values))
    return results


def _converted(field: Any, value: Any) -> Any:
    return field.convert(value) if field is not None else value


def _highlighted(
    snapshot: Snapshot, options: Mapping[str, Any], stored: Mapping[str, Any], terms: frozenset[str]
) -> dict[str, list[str]]:
    """The best passage of each wished field (the content, if none is named) that holds a marked word."""
    tag = str(options.get("tag", "mark"))
    passages = {
        name: best_passage(str(stored.get(name) or ""), terms, snapshot.analysis, tag=tag)
        for name in options.get("fields") or [snapshot.text_field]
    }
    return {name: [passage] for name, passage in passages.items() if passage}
