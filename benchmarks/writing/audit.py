"""Whether the index holds what the database holds: nothing lost, no ghost, nothing twice."""

import time
from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
from haystack.query import SearchQuerySet

from benchmarks.search.engines.ours import Ours
from outbox.actions import drain
from outbox.models import OutboxEntry
from projects.models import Project


@dataclass(frozen=True)
class Audit:
    """Faults by kind; all of them should be none."""

    lost: int
    ghosts: int
    doubles: int

    @classmethod
    def take(cls, written: dict[int, str]) -> "Audit":
        """Compare; `written` are words that projects should be found by, and by which nothing else is."""
        settle()
        public = set(Project.objects.published().values_list("pk", flat=True))
        indexed = Counter(int(result.pk) for result in SearchQuerySet()[: len(public) + 1000])
        ours = Ours()
        stale = sum(ours.one_word(f'"{word}"').total != 1 for key, word in written.items() if key in public)
        return cls(
            lost=len(public - indexed.keys()) + stale + OutboxEntry.objects.count(),
            ghosts=len(indexed.keys() - public),
            doubles=sum(count - 1 for count in indexed.values()),
        )


def settle() -> None:
    """Wait until nothing is owed, whoever carries it out; what was put off is done now.

    What is left after ten seconds is work that fails each time.
    """
    deadline = time.monotonic() + 10
    while OutboxEntry.objects.exists() and time.monotonic() < deadline:
        OutboxEntry.objects.update(due_at=timezone.now())
        drain()
        time.sleep(0.01)  # a thread of a request may be at it


def word_for(*numbers: int) -> str:
    """A word of its own for these numbers, of letters only."""
    return "neu" + "x".join("".join("qbvzjywkgp"[int(digit)] for digit in f"{n:03}") for n in numbers)
