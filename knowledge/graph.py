"""The graph of transfers: its lock, and the questions that need more than one row."""

from django.db import connection

from knowledge.choices import Status

GRAPH_LOCK = 0x7261_6E73  # any fixed number: PostgreSQL's advisory lock of the graph

_WALK = """
WITH RECURSIVE walk(project) AS (
    SELECT %s
    UNION
    SELECT t.{far} FROM knowledge_transfer t JOIN walk ON t.{near} = walk.project
    WHERE t.status <> %s AND t.target_id IS NOT NULL
)
SELECT project FROM walk
"""


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


def ancestors(project_id: int) -> set[int]:
    """Keys of all projects from which this one came, itself included."""
    return _walk(project_id, near="target_id", far="source_id")


def descendants(project_id: int) -> set[int]:
    """Keys of all projects to which this one went, itself included."""
    return _walk(project_id, near="source_id", far="target_id")


def _walk(project_id: int, *, near: str, far: str) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(_WALK.format(near=near, far=far), [project_id, Status.RETRACTED])
        return {row[0] for row in cursor.fetchall()}
