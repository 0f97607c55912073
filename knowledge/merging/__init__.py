"""Two entries about the same project become one: what moves, what would break the graph, and the verbs."""

from knowledge.merging.conflicts import Conflict, ConflictKind, conflicts_of
from knowledge.merging.joining import join_transfers
from knowledge.merging.merge import merge, refusals
from knowledge.merging.rows import moves_of

__all__ = ["Conflict", "ConflictKind", "conflicts_of", "join_transfers", "merge", "moves_of", "refusals"]
