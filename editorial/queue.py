"""The one queue: what waits for the group, since when. A fixed number of queries, however much there is."""

from typing import Any, NamedTuple

from editorial import sources
from editorial.waiting import Kind, Waiting


class Count(NamedTuple):
    """How many of a kind wait."""

    kind: Kind
    number: int


class Queue(NamedTuple):
    """Everything that waits, first where somebody waits for an answer; `counts` of all kinds."""

    urgent: list[Waiting]
    later: list[Waiting]
    counts: list[Count]

    @property
    def total(self) -> int:
        return sum(count.number for count in self.counts)


def queue_for(user: Any, kind: str = "") -> Queue:
    """The queue as this member sees it, all of it or one kind; what waits longest comes first."""
    waiting = sources.waiting_for(user)
    counts = [Count(source, len(rows)) for source, rows in waiting.items() if rows]
    chosen = [
        one for source, rows in waiting.items() if kind in ("", source.name) for one in rows[: sources.MOST]
    ]
    chosen.sort(key=lambda one: one.since)
    return Queue(
        [one for one in chosen if one.kind and one.kind.is_urgent],
        [one for one in chosen if one.kind and not one.kind.is_urgent],
        counts,
    )
