"""BM25: how much a term in an entry counts."""

import math

import numpy as np

from search.engines.whoosh.arrays import Floats, Ints
from search.engines.whoosh.snapshot import Snapshot

# Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with Lucene's
# idf, which is never negative. Low k1 and b: entries are short, and a long one is no worse for it.
K1 = 0.9
B = 0.4


def idf(snapshot: Snapshot, holders: int) -> float:
    """How rare a term is that stands in `holders` entries."""
    total = max(snapshot.size, holders)
    return math.log(1 + (total - holders + 0.5) / (holders + 0.5))


def term_scores(snapshot: Snapshot, field: str, term: str) -> Floats:
    """What a term counts in each of the entries of its postings."""
    ids, weights = snapshot.postings(field, term)
    if not len(ids):
        return weights
    return snapshot.keep(("scores", field, term), lambda: _bm25(snapshot, field, ids, weights))


def _bm25(snapshot: Snapshot, field: str, ids: Ints, weights: Floats) -> Floats:
    lengths = snapshot.lengths(field)[ids] / snapshot.average_length(field)
    frequency = weights * (K1 + 1) / (weights + K1 * (1 - B + B * lengths))
    return (idf(snapshot, len(ids)) * frequency).astype(np.float32)
