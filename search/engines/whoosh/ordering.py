"""Which hits come first, and which of them are shown."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.arrays import Floats
from search.engines.whoosh.evaluate import Found
from search.engines.whoosh.schema import NOWHERE, sort_key
from search.engines.whoosh.snapshot import Snapshot

Order = NDArray[np.intp]  # places in a row of hits


def best(scores: Floats, end: int | None) -> Order:
    """The places of these scores, best first, equal ones as they come; at least the first `end` of them."""
    if end is None or not 0 < end < len(scores):
        return (-scores).argsort(kind="stable")
    parted = scores.copy()
    parted.partition(len(scores) - end)
    chosen = (scores >= parted[len(scores) - end]).nonzero()[0]
    return chosen.take((-scores.take(chosen)).argsort(kind="stable"))


def ordered(snapshot: Snapshot, fields: Sequence[str], hits: Found) -> Order:
    """The places of the hits by these fields, the first one leading; "-" turns an order round.

    "score" is a field too. Unknown values come last. KeyError for a field that cannot be sorted by.
    """
    keys: list[NDArray[np.float64]] = [_key(snapshot, field.lstrip("-"), hits) for field in fields]
    keys = [-key if field.startswith("-") else key for field, key in zip(fields, keys, strict=True)]
    known = [np.where(np.isnan(key), np.inf, key) for key in reversed(keys)]
    return np.lexsort([hits.ids, *known])


def _key(snapshot: Snapshot, field: str, hits: Found) -> NDArray[np.float64]:
    if field == "score":
        return hits.scores.astype(np.float64)
    if not snapshot.segments:
        return np.zeros(0)
    content = snapshot.segments[0].content
    if field in content.columns:
        return snapshot.numbers(field)[hits.ids]
    if field in content.ordered:
        return snapshot.ranks(field)[hits.ids]
    if snapshot.is_text(field):
        return _ranks(field, [snapshot.stored(number).get(field) for number in hits.ids.tolist()])
    raise KeyError(f"“{field}” cannot be sorted by.")


def _ranks(field: str, texts: Sequence[str | None]) -> NDArray[np.float64]:
    """The place of each of these texts in their order. They are read from what is stored: slow for many."""
    keys = [None if text is None else sort_key(text) for text in texts]
    if texts and not any(keys):
        raise KeyError(f"“{field}” cannot be sorted by: it is not stored.")
    rank = {key: place for place, key in enumerate(sorted({key for key in keys if key is not None}))}
    return np.array([NOWHERE if key is None else rank[key] for key in keys], np.float64)
