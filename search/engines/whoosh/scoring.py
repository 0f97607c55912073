"""BM25: how much a term in an entry counts."""

import math

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.snapshot import Snapshot

# Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with Lucene's
# idf, which is never negative. Low k1 and b: entries are short, and a long one is no worse for it.
K1 = 0.9
B = 0.4


def idf(snapshot: Snapshot, holders: int) -> float:
    """How rare a term is that stands in `holders` entries."""
    total = max(snapshot.size, holders)
    return math.log(1 + (total - holders + 0.5) / (holders + 0.5))


def term_scores(snapshot: Snapshot, field: str, term: str) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    """The entries that hold a term, and what it counts in each."""
    ids, weights, _positions, _bounds = snapshot.postings(field, term)
    if not len(ids):
        return ids, weights
    lengths = snapshot.lengths(field)[ids] / snapshot.average_length(field)
    frequency = weights * (K1 + 1) / (weights + K1 * (1 - B + B * lengths))
    return ids, (idf(snapshot, len(ids)) * frequency).astype(np.float32)
