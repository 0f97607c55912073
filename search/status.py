"""How the search is: what the index holds, and what it is still owed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min
from haystack import connections

from outbox.models import OutboxEntry


@dataclass(frozen=True, slots=True)
class Condition:
    """What an engine says of its index: which generation answers, entries, segments, bytes on the disk."""

    generation: str
    entries: int
    segments: int
    size: int


@dataclass(frozen=True, slots=True)
class Status:
    """The condition of the index, None if it cannot be read; how much work is owed, since when."""

    index: Condition | None
    owed: int
    oldest: datetime | None

    def as_json(self) -> dict[str, Any]:
        """For machines: `index` is null while the catalogue answers from the database."""
        index = self.index and {name: getattr(self.index, name) for name in Condition.__slots__}
        return {"index": index, "outbox": {"entries": self.owed, "oldest": self.oldest}}


def status(using: str = "default") -> Status:
    """How it is now; one statement."""
    owed = OutboxEntry.objects.aggregate(number=Count("pk"), oldest=Min("created_at"))
    return Status(_condition(using), owed["number"], owed["oldest"])


def _condition(using: str) -> Condition | None:
    try:
        condition: Condition = connections[using].get_backend().condition()
    except Exception:  # a damaged index may raise anything; that there is none is the answer
        return None
    return condition
