"""The graph of transfers: its lock, and the questions that need more than one row."""

from django.db import connection
from django.db.models.expressions import RawSQL

from knowledge.choices import Status

GRAPH_LOCK = 0x7261_6E73  # any fixed number: PostgreSQL's advisory lock of the graph

# A CTE with UNION stops where nothing new is found: it ends even if there were a cycle.
_DESCENDANTS = """
WITH RECURSIVE walk(project) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT t.target_id FROM knowledge_transfer t JOIN walk ON t.source_id = walk.project
    WHERE t.status <> %s AND t.target_id IS NOT NULL AND t.id <> %s
)
SELECT project FROM walk
"""
# Its conditions name the walk where they need not: for one on the transfers alone SQLite would first read all
# of them (a Bloom filter, twenty times as slow).
_FAMILY = """
WITH RECURSIVE up(project) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT t.source_id FROM knowledge_transfer t JOIN up ON t.target_id = up.project
    WHERE t.status <> %s OR up.project IS NULL
), down(project) AS (
    SELECT project FROM up
    UNION
    SELECT t.target_id FROM knowledge_transfer t JOIN down ON t.source_id = down.project
    WHERE t.status <> %s AND t.target_id IS NOT NULL OR down.project IS NULL
)
SELECT project FROM down LIMIT %s
"""
_NEAREST = """
WITH RECURSIVE up(project) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT t.source_id FROM knowledge_transfer t JOIN up ON t.target_id = up.project
    WHERE t.status <> %s OR up.project IS NULL
), heirs(project) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT t.target_id FROM knowledge_transfer t JOIN heirs ON t.source_id = heirs.project
    WHERE t.status <> %s AND t.target_id IS NOT NULL OR heirs.project IS NULL
), beside(project) AS (
    SELECT project FROM up
    UNION
    SELECT t.target_id FROM knowledge_transfer t JOIN beside ON t.source_id = beside.project
    WHERE t.status <> %s AND t.target_id IS NOT NULL OR beside.project IS NULL
)
SELECT project FROM (
    SELECT project FROM up UNION ALL SELECT project FROM heirs UNION ALL SELECT project FROM beside
) near LIMIT %s
"""
MOST_RELATIVES, MOST_NEAR = 5000, 60


def lock_graph() -> None:
    """Let no other writer change the graph until this transaction ends.

    SQLite's immediate transactions hold the only write lock from their start; PostgreSQL takes an
    advisory lock. Raises RuntimeError outside a transaction, where a lock would hold nothing.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("The graph can only be locked inside a transaction.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [GRAPH_LOCK])


def descendants(project_id: int, *, without: int | None = None) -> set[int]:
    """Keys of all projects to which this one went, itself included; the transfer `without` left out."""
    with connection.cursor() as cursor:
        cursor.execute(_DESCENDANTS, [project_id, Status.RETRACTED, without or 0])
        return {row[0] for row in cursor.fetchall()}


def family(project_id: int) -> RawSQL:
    """A subquery: keys of all projects it came from and of all those these went to, at most 5,000.

    Hidden ones are among them: for asking which of their transfers somebody may see, not for showing.
    """
    values = [project_id, Status.RETRACTED, Status.RETRACTED, MOST_RELATIVES]
    return RawSQL(_FAMILY, values)  # noqa: S611 - a constant text with bound values


def nearest(project_id: int) -> RawSQL:
    """A subquery: keys of those it came from, of those that came of it, then of all relatives; at most 60."""
    values = [project_id, Status.RETRACTED, project_id, Status.RETRACTED, Status.RETRACTED, MOST_NEAR]
    return RawSQL(_NEAREST, values)  # noqa: S611 - a constant text with bound values
