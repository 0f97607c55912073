"""Figures that take long to count: kept in memory until a row has changed that they count.

A change leaves a note in the outbox, in its own transaction: an insert, so that writers never wait for one
another. While a note waits, everything is counted anew; once it is carried out, the figures have a new word,
for all processes. (As with the index: what passes by `save` and `delete`, such as `QuerySet.update`, is not
seen.)
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import wraps
from typing import Any, TypeVar
from uuid import uuid4

from django.apps import apps
from django.apps.registry import Apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save

from outbox.actions import owe
from outbox.edition import FIGURES, ask_again, words
from outbox.models import Edition
from outbox.registry import Payload

T = TypeVar("T")
MOST_KEPT = 256  # keys of one function


def kept(count: Callable[..., T]) -> Callable[..., T]:
    """The same counting, done again for the same arguments only when something has changed."""
    memory: OrderedDict[tuple[Hashable, ...], tuple[str, T]] = OrderedDict()

    @wraps(count)
    def counting(*key: Hashable) -> T:
        # The word is asked for first: what is counted may be newer than it, never older.
        if not (word := words().figures):
            return count(*key)
        found = memory.get(key)
        if found is None or found[0] != word:
            found = memory[key] = (word, count(*key))
            if len(memory) > MOST_KEPT:
                memory.popitem(last=False)
        return found[1]

    return counting


def follow(*models: type[Model], links: tuple[type[Model], ...] = ()) -> None:
    """Let every change of these models and many-to-many tables count. Called while the app starts."""
    for model in models:
        post_save.connect(note_change, sender=model)
        post_delete.connect(note_change, sender=model)
    for link in links:
        m2m_changed.connect(note_change, sender=link)


def note_change(**signal: Any) -> None:
    """What was counted does not hold any more once the current transaction is committed."""
    owe(FIGURES, {})
    ask_again()


def count_anew(payloads: list[Payload]) -> None:
    """Carry out the notes: from now on the figures have a word that they never had."""
    Edition.objects.filter(pk=1).update(figures=uuid4().hex)


def count_anew_after_migrations(apps: Apps = apps, **signal: Any) -> None:
    """A migration may have changed anything, and a flush everything."""
    with suppress(LookupError, FieldDoesNotExist):  # migrated back to before there were figures
        apps.get_model(Edition._meta.label)._meta.get_field("figures")
        count_anew([])
