"""From a question to what Haystack wants to know: hits, results, facets."""

from collections.abc import Mapping, Sequence
from functools import reduce
from typing import Any

import numpy as np
from haystack.constants import DJANGO_CT, DJANGO_ID

from search.engines.whoosh.arrays import Mask
from search.engines.whoosh.dates import count_gaps
from search.engines.whoosh.evaluate import Found, evaluate, fits, that_fit
from search.engines.whoosh.facets import as_wished, count_values
from search.engines.whoosh.ordering import best, ordered
from search.engines.whoosh.request import Request
from search.engines.whoosh.snapshot import Snapshot
from search.highlighting import best_passage
from search.query.expand import marked_terms
from search.query.tree import AnyOf, Node

Choices = Sequence[tuple[Node, Mask]]  # what was narrowed by, and which entries it leaves


def answer(snapshot: Snapshot, request: Request) -> dict[str, Any]:
    """Hits, the wished slice of results, and facets. The total never depends on the slice."""
    living = evaluate(snapshot, request.node).living_in(snapshot)
    matching = that_fit(snapshot, request.within, living)
    choices = [(node, fits(snapshot, node, matching.ids)) for node in request.narrowed]
    hits = _left(matching, choices)
    order = ordered(snapshot, request.sort_by, hits) if request.sort_by else best(hits.scores, request.end)
    shown = order[request.start : request.end]
    return {
        "results": _results(snapshot, request, Found(hits.ids[shown], hits.scores[shown])),
        "hits": len(hits.ids),
        "facets": _facets(snapshot, request, matching, hits, choices),
    }


def _left(matching: Found, choices: Choices, lifted: str | None = None) -> Found:
    """The entries that all choices leave; those on the field `lifted` do not count."""
    masks = [leaves for node, leaves in choices if not _is_on(node, lifted)]
    return matching.only(reduce(np.logical_and, masks)) if masks else matching


def _is_on(node: Node, field: str | None) -> bool:
    return isinstance(node, AnyOf) and node.field == field


def _facets(
    snapshot: Snapshot, request: Request, matching: Found, hits: Found, choices: Choices
) -> dict[str, Any]:
    counted = {}
    for field, options in request.facets.items():
        counting = hits.ids
        # A facet's own choices do not narrow what it counts, if so wished.
        if options.get("lifted") and any(_is_on(node, field) for node, _leaves in choices):
            counting = _left(matching, choices, field).ids
        counted[field] = as_wished(count_values(snapshot, field, counting), options)
    dates = {facet.name: count_gaps(snapshot, facet, hits.ids) for facet in request.dates}
    queries = {name: int(fits(snapshot, node, hits.ids).sum()) for name, node in request.queries.items()}
    return {"fields": counted, "dates": dates, "queries": queries}


def _results(snapshot: Snapshot, request: Request, shown: Found) -> list[Any]:
    terms = frozenset(marked_terms([request.node])) if request.highlight is not None else frozenset()
    results = []
    for number, score in zip(shown.ids.tolist(), shown.scores.tolist(), strict=True):
        values = snapshot.stored(number)
        app_label, model_name = values.pop(DJANGO_CT).split(".")
        key = values.pop(DJANGO_ID)
        if request.highlight is not None:
            values["highlighted"] = _highlighted(snapshot, request.highlight, values, terms)
        if request.fields:
            wished = {*request.fields, "highlighted"}
            values = {name: value for name, value in values.items() if name in wished}
        results.append(request.result_class(app_label, model_name, key, score, **values))
    return results


def _highlighted(
    snapshot: Snapshot, options: Mapping[str, Any], stored: Mapping[str, Any], terms: frozenset[str]
) -> dict[str, list[str]]:
    """The best passage of each wished field (the content, if none is named) that holds a marked word.

    With `first=True` only of the first one that does: the others need not be looked through.
    """
    tag = str(options.get("tag", "mark"))
    passages: dict[str, list[str]] = {}
    for name in options.get("fields") or [snapshot.text_field]:
        passage = best_passage(str(stored.get(name) or ""), terms, snapshot.analysis, tag=tag)
        if passage:
            passages[name] = [passage]
            if options.get("first"):
                break
    return passages
