"""What waits for the group, whatever it is."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.functional import Promise

LONG = timedelta(days=7)  # then the group is reminded


class Waiting(NamedTuple):
    """One thing that waits: what it is, where it is decided, since when. Nobody is named."""

    title: str
    url: str
    since: datetime
    key: int
    detail: str = ""
    language: str = ""
    is_own: bool = False  # another member has to decide
    kind: "Kind | None" = None

    @property
    def is_long(self) -> bool:
        return timezone.now() - self.since >= LONG


class Kind(NamedTuple):
    """One kind of thing that waits. `name` stands in addresses; `rows` asks the database a fixed number
    of questions; `is_urgent` where a person waits for an answer."""

    name: str
    label: Promise
    icon: str
    is_urgent: bool
    rows: Callable[[Any], Iterable[Waiting]]

    def waiting_for(self, user: Any) -> list[Waiting]:
        """What waits, the longest waiting first, each with its kind."""
        found = sorted(self.rows(user), key=lambda one: one.since)
        return [one._replace(kind=self) for one in found]
