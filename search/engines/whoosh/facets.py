"""How many hits carry each value of a field: exact, by counting numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from haystack.exceptions import FacetingError

from search.engines.whoosh.arrays import Ints, Longs, ranges
from search.engines.whoosh.snapshot import Snapshot
from search.german.fold import fold

Counts = list[tuple[str, int]]


def count_values(snapshot: Snapshot, field: str, hits: Ints) -> Counts:
    """The values that these entries carry, most frequent first, equal ones by name."""
    if not snapshot.is_exact(field):
        raise FacetingError(f"“{field}” cannot be counted by: it holds no exact values.")
    carried = snapshot.carried(field)
    if len(hits) == snapshot.size:
        numbers = carried.numbers
    elif snapshot.keep(("one each", field), lambda: bool((np.diff(carried.bounds) == 1).all())):
        numbers = carried.numbers.take(hits)
    else:
        starts = carried.bounds.take(hits)
        numbers = carried.numbers.take(ranges(starts, carried.bounds[1:].take(hits) - starts))
    return _counted(carried.values, np.bincount(numbers))


def _counted(values: Sequence[str], counts: Longs) -> Counts:
    found = counts.nonzero()[0]
    numbers = counts.take(found)
    order = (-numbers).argsort(kind="stable")  # values are sorted by name
    pairs = zip(found.take(order).tolist(), numbers.take(order).tolist(), strict=True)
    return [(values[place], number) for place, number in pairs]


def as_wished(counts: Counts, options: Mapping[str, Any]) -> Counts:
    """The counts as a facet's options want them: `mincount`, `sort="index"` (by value), `limit`."""
    if least := options.get("mincount"):
        counts = [(value, number) for value, number in counts if number >= least]
    if options.get("sort") == "index":
        counts = sorted(counts, key=lambda count: fold(count[0]))
    limit = options.get("limit", -1)
    return counts if limit < 0 else counts[:limit]
