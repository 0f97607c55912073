"""What a process keeps in memory of the database, and how it learns that this is out of date.

Names that stand on every page and seldom change are read once an edition. Any change of a model that is
followed begins a new edition in the same transaction, for all processes. (As with the index: what passes
by `save` and `delete`, such as `QuerySet.update`, is not seen.)
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from functools import cache, wraps
from typing import Any, NamedTuple, TypeVar
from uuid import uuid4

from django.apps import apps
from django.apps.registry import Apps
from django.db import connection
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse

from outbox.models import Edition, OutboxEntry

T = TypeVar("T")
FIGURES = "figures"  # the kind of work that is owed while a change of what is counted waits


class Words(NamedTuple):
    """The words of what is kept: names, and figures ("" while a change of these waits; `outbox.figures`)."""

    names: str
    figures: str


UNASKED = Words("", "")
# Within a request the words of the edition that it shows, once they were asked for; None outside.
_shown: ContextVar[Words | None] = ContextVar("edition", default=None)


def kept(read: Callable[[], T]) -> Callable[[], T]:
    """The same reading, done again only when the edition is another than the last time."""
    memory: tuple[str, T] | None = None

    @wraps(read)
    def reading() -> T:
        nonlocal memory
        edition, found = current(), memory
        if found is None or not edition or found[0] != edition:
            found = memory = (edition, read())
        return found[1]

    return reading


def current() -> str:
    """The word of the edition; "" if there is none."""
    return words().names


def words() -> Words:
    """The words of names and figures; one statement, within a request only the first time."""
    found = _shown.get()
    if found is None:
        return _stored()
    if found == UNASKED:
        _shown.set(found := _stored())
    return found


def ask_again() -> None:
    """Something has changed: the rest of this request looks anew."""
    _shown.set(None)


def _stored() -> Words:
    """Asked by every page: without the ORM it takes a fifth of the time, without parameters even less."""
    with connection.cursor() as cursor:
        cursor.execute(_statement())
        row = cursor.fetchone()
    return Words(row[0], "" if row[2] else row[1]) if row else UNASKED


@cache
def _statement() -> str:
    edition, notes = Edition._meta.db_table, OutboxEntry._meta.db_table
    waits = f"EXISTS (SELECT 1 FROM {notes} WHERE kind = '{FIGURES}')"  # noqa: S608 - our own names
    return f"SELECT word, figures, {waits} FROM {edition}"  # noqa: S608


def follow(*models: type[Model]) -> None:
    """Let every change of these models begin a new edition. Called while the app starts."""
    for model in models:
        post_save.connect(renew, sender=model)
        post_delete.connect(renew, sender=model)


def renew(**signal: Any) -> None:
    """Begin a new edition in the current transaction. A word never comes back, a rolled-back one included."""
    word = uuid4().hex
    if not Edition.objects.filter(pk=1).update(word=word):
        Edition.objects.create(pk=1, word=word)
    ask_again()


def renew_after_migrations(apps: Apps = apps, **signal: Any) -> None:
    """A migration may have changed anything, and a flush everything."""
    with suppress(LookupError):  # migrated back to before there were editions
        apps.get_model(Edition._meta.label)
        renew()


@contextmanager
def one_edition() -> Iterator[None]:
    """Ask for the edition at most once in here: a page is made of one."""
    outer = _shown.set(UNASKED)
    try:
        yield
    finally:
        _shown.reset(outer)


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Every request shows one edition."""

    def answer(request: HttpRequest) -> HttpResponse:
        with one_edition():
            return get_response(request)

    return answer
