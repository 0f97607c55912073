"""Which hits come first, and which of them are shown."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.schema import Exact, Number
from search.engines.whoosh.snapshot import Snapshot

Order = NDArray[np.int64]


def best(scores: NDArray[np.float32], hits: Order, end: int | None) -> Order:
    """The hits by score, best first, equal ones by number; at least the first `end` of them."""
    counted = scores[hits]
    if end is not None and 0 < end < len(hits):
        threshold = np.partition(counted, len(hits) - end)[len(hits) - end]
        chosen = counted >= threshold
        hits, counted = hits[chosen], counted[chosen]
    return hits[np.lexsort((hits, -counted))]


def ordered(snapshot: Snapshot, fields: Sequence[str], scores: NDArray[np.float32], hits: Order) -> Order:
    """The hits by these fields, the first one leading; "-" turns an order round. Unknown values come last.

    "score" is a field too. KeyError for one that cannot be sorted by.
    """
    keys = [_key(snapshot, field.lstrip("-"), scores)[hits] for field in fields]
    keys = [-key if field.startswith("-") else key for field, key in zip(fields, keys, strict=True)]
    keys = [np.where(np.isnan(key), np.inf, key) for key in keys]
    return hits[np.lexsort((hits, *reversed(keys)))]


def _key(snapshot: Snapshot, field: str, scores: NDArray[np.float32]) -> NDArray[np.float64]:
    if field == "score":
        return scores.astype(np.float64)
    kind = snapshot.segments[0].schema[field] if snapshot.segments else None
    if isinstance(kind, Number):
        return snapshot.numbers(field)
    if isinstance(kind, Exact) and kind.column_type:
        return snapshot.ranks(field)
    raise KeyError(f"{field} cannot be sorted by.")
