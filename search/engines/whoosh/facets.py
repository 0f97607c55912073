"""How many hits carry each value of a field: exact, by counting ordinals."""

from collections.abc import Collection

import numpy as np

from search.engines.whoosh.evaluate import evaluate
from search.engines.whoosh.snapshot import Mask, Snapshot
from search.query.tree import AnyOf, Node

Counts = list[tuple[str, int]]


def count_values(snapshot: Snapshot, field: str, mask: Mask) -> Counts:
    """The values that occur among the masked entries, most frequent first, equal ones by name."""
    values, entries, ordinals = snapshot.ordinals(field)
    counts = np.bincount(ordinals[mask[entries]], minlength=len(values))
    found = [(values[number], int(counts[number])) for number in np.flatnonzero(counts)]
    return sorted(found, key=lambda item: (-item[1], item[0]))


def mask_without(snapshot: Snapshot, matching: Mask, narrowed: Collection[Node], field: str | None) -> Mask:
    """The matching entries narrowed by all choices but those on `field` (None: by all)."""
    mask = matching
    for node in narrowed:
        if not (isinstance(node, AnyOf) and node.field == field):
            mask = mask & evaluate(snapshot, node).mask
    return mask
