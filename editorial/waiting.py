"""What waits for the group, whatever it is."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, QuerySet, TextField, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import Promise

LONG = timedelta(days=7)  # then the group is reminded
EMPTY = Value("")


class Waiting(NamedTuple):
    """One thing that waits: what it is, where it is decided, since when. Nobody is named."""

    title: str
    url: str
    since: datetime
    detail: str = ""
    language: str = ""
    is_own: bool = False  # another member has to decide
    kind: "Kind | None" = None

    @property
    def is_long(self) -> bool:
        return timezone.now() - self.since >= LONG


class Plain(NamedTuple):
    """What is told of each row, as fields or expressions; `page` is opened by `key`."""

    rows: QuerySet
    page: str
    title: Any
    since: str = "created_at"
    detail: Any = EMPTY
    language: Any = EMPTY
    is_own: Any = Value(False)
    key: str = "pk"

    def columns(self, name: str) -> QuerySet:
        """The same columns for every kind, the name of the kind first."""
        said = (Value(name), self.key, self.title, self.detail, self.language)
        is_own = ExpressionWrapper(self.is_own, BooleanField())
        return self.rows.order_by().values_list(*(Cast(one, TextField()) for one in said), self.since, is_own)


class Kind(NamedTuple):
    """One kind of thing that waits. `name` stands in addresses; `ask` asks the database a fixed number of
    questions, or says how to ask; `is_urgent` where a person waits for an answer."""

    name: str
    label: Promise
    icon: str
    is_urgent: bool
    ask: Callable[[Any], Plain | Iterable[Waiting]]

    def in_order(self, found: Iterable[Waiting]) -> list[Waiting]:
        """The longest waiting first, each with its kind."""
        return [one._replace(kind=self) for one in sorted(found, key=lambda one: one.since)]
