"""How many hits carry each value of a field: exact, by counting numbers."""

import numpy as np

from search.engines.whoosh.arrays import Ints, ranges
from search.engines.whoosh.snapshot import Snapshot

Counts = list[tuple[str, int]]


def count_values(snapshot: Snapshot, field: str, hits: Ints) -> Counts:
    """The values that these entries carry, most frequent first, equal ones by name."""
    carried = snapshot.carried(field)
    if len(hits) == snapshot.size:
        numbers = carried.numbers
    else:
        starts = carried.bounds[hits]
        numbers = carried.numbers[ranges(starts, carried.bounds[hits + 1] - starts)]
    counts = np.bincount(numbers, minlength=len(carried.values))
    found = np.flatnonzero(counts)
    order = np.argsort(-counts[found], kind="stable")  # values are sorted by name
    return [(carried.values[number], int(counts[number])) for number in found[order].tolist()]
