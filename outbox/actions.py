"""Owe work inside a transaction; do it once the transaction is committed."""

import fcntl
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from outbox.models import OutboxEntry
from outbox.registry import Payload, handler_for

log = logging.getLogger(__name__)

REQUEST_BUDGET = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(hours=1)


def owe(kind: str, payload: Payload) -> None:
    """Record work in the current transaction and start on it after the commit."""
    OutboxEntry.objects.create(kind=kind, payload=payload)
    # Asked of the connection, not remembered: a rollback takes the plan back with the entry.
    if not any(planned[1] is _drain_after_commit for planned in connection.run_on_commit):
        transaction.on_commit(_drain_after_commit)


def _drain_after_commit() -> None:
    try:
        drain(budget=REQUEST_BUDGET)
    except (OSError, DatabaseError):
        log.exception("The outbox could not be drained; its entries wait for the next turn.")


def drain(*, budget: timedelta | None = None) -> int:
    """Carry out what is due, one drainer at a time; return how many entries were done.

    A second drainer returns 0 at once: the first one looks again before it stops, so that nothing
    that was committed meanwhile is left behind. Without a budget it goes on until nothing is due.
    """
    deadline = time.monotonic() + budget.total_seconds() if budget is not None else float("inf")
    done = 0
    while True:
        with _only_drainer() as is_mine:
            if not is_mine:
                return done
            while time.monotonic() < deadline and (step := _drain_batch()) is not None:
                done += step
        if time.monotonic() >= deadline or not _due().exists():
            return done


def _due() -> QuerySet[OutboxEntry]:
    return OutboxEntry.objects.filter(due_at__lte=timezone.now()).order_by("id")


def _drain_batch() -> int | None:
    """Do one run of entries of the same kind; None when nothing is due."""
    head = list(_due()[:500])
    if not head:
        return None
    kind, run = next(groupby(head, key=lambda entry: entry.kind))
    entries = list(run)
    try:
        handler = handler_for(kind)
        entries = entries[: handler.batch]
        handler.do([entry.payload for entry in entries])
    except Exception as error:
        log.warning("Outbox: %s failed with %s", kind, type(error).__name__, exc_info=settings.DEBUG)
        _postpone(entries, error)
        return 0
    OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
    return len(entries)


def _postpone(entries: list[OutboxEntry], error: Exception) -> None:
    """Try again later, twice as late each time; keep the error's class only: its text may name a person."""
    for entry in entries:
        entry.attempts += 1
        pause = min(timedelta(seconds=2**entry.attempts), LONGEST_PAUSE)
        entry.due_at = timezone.now() + pause
        entry.last_error = type(error).__name__
    OutboxEntry.objects.bulk_update(entries, ["attempts", "due_at", "last_error"])


@contextmanager
def _only_drainer() -> Iterator[bool]:
    """Hold the drainer's lock, between threads and processes; yields whether it was free."""
    path = Path(settings.VAR_DIR) / "outbox.lock"
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
