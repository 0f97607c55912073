"""How many hits carry each value of a field: exact, by counting numbers."""

from collections.abc import Sequence

import numpy as np

from search.engines.whoosh.arrays import Ints, Longs, ranges
from search.engines.whoosh.snapshot import Snapshot

Counts = list[tuple[str, int]]


def count_values(snapshot: Snapshot, field: str, hits: Ints) -> Counts:
    """The values that these entries carry, most frequent first, equal ones by name."""
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
