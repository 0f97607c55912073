"""Owe work inside a transaction; do it once the transaction is committed."""

import fcntl
import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from enum import Enum
from itertools import takewhile
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from outbox.models import OutboxEntry
from outbox.registry import Payload, handler_for, remote_kinds

log = logging.getLogger(__name__)

REQUEST_BUDGET = timedelta(seconds=2)
# What a thread beside the request may take: less than a server waits for its threads when it stops.
THREAD_BUDGET = timedelta(seconds=20)
LONGEST_PAUSE = timedelta(hours=1)


class Lane(Enum):
    """Work that is done here, and work that waits for another machine. Each lane has one drainer."""

    LOCAL = "outbox.lock"
    REMOTE = "outbox-remote.lock"


def owe(kind: str, payload: Payload) -> None:
    """Record work in the current transaction and start on it after the commit."""
    OutboxEntry.objects.create(kind=kind, payload=payload)
    # Asked of the connection, not remembered: a rollback takes the plan back with the entry.
    plans = [planned[1] for planned in connection.run_on_commit if isinstance(planned[1], _AfterCommit)]
    plan = plans[0] if plans else _AfterCommit()
    plan.owes_remote_work |= kind in remote_kinds()
    if not plans:
        transaction.on_commit(plan)


class _AfterCommit:
    """Do the work of this machine at once and let a thread do the rest.

    Who has caused remote work waits for the thread, no longer than the budget: as a rule it is done when the
    page says so. Others only give it a push.
    """

    owes_remote_work = False

    def __call__(self) -> None:
        deadline = time.monotonic() + REQUEST_BUDGET.total_seconds()
        try:
            drain(budget=REQUEST_BUDGET, lanes=[Lane.LOCAL])
            is_due = _due(Lane.REMOTE).exists()
        except (OSError, DatabaseError):
            log.exception("The outbox could not be drained; its entries wait for the next turn.")
            return
        if is_due:
            patience = max(0, deadline - time.monotonic()) if self.owes_remote_work else 0
            _beside(_drain_remote, patience=patience)


def _drain_remote() -> None:
    try:
        drain(budget=THREAD_BUDGET, lanes=[Lane.REMOTE])
    except (OSError, DatabaseError):
        log.exception("The outbox could not be drained; its entries wait for the next turn.")


def _beside(work: Callable[[], None], *, patience: float) -> None:
    """Do the work in a thread and wait for it so many seconds; if they are not enough it goes on alone.

    A process that ends waits for the thread: it is never cut off between a delivery and its note.
    """

    def work_and_hang_up() -> None:
        try:
            work()
        finally:
            connections.close_all()  # those of this thread

    thread = Thread(target=work_and_hang_up, name="outbox")
    thread.start()
    thread.join(patience)


def drain(*, budget: timedelta | None = None, lanes: Iterable[Lane] = Lane) -> int:
    """Carry out what is due, one drainer at a time a lane; return how many entries were done.

    A second drainer does nothing: the first one looks again before it stops, so that nothing that was
    committed meanwhile is left behind. Without a budget it goes on until nothing is due.
    """
    deadline = time.monotonic() + budget.total_seconds() if budget is not None else float("inf")
    return sum(_drain_lane(lane, deadline) for lane in lanes)


def _drain_lane(lane: Lane, deadline: float) -> int:
    done = 0
    while True:
        with _only_drainer(lane) as is_mine:
            if not is_mine:
                return done
            while time.monotonic() < deadline and (step := _drain_batch(lane)) is not None:
                done += step
        if time.monotonic() >= deadline or not _due(lane).exists():
            return done


def _due(lane: Lane) -> QuerySet[OutboxEntry]:
    is_remote = Q(kind__in=remote_kinds())
    due = OutboxEntry.objects.filter(due_at__lte=timezone.now()).order_by("id")
    return due.filter(is_remote if lane is Lane.REMOTE else ~is_remote)


def _drain_batch(lane: Lane) -> int | None:
    """Do one run of entries of the same kind; None when nothing is due."""
    first = _due(lane).first()
    if first is None:
        return None
    entries = [first]
    try:
        handler = handler_for(first.kind)
        head = _due(lane)[: handler.batch]
        entries = list(takewhile(lambda entry: entry.kind == first.kind, head)) or entries
        handler.do([entry.payload for entry in entries])
    except Exception as error:
        log.warning("Outbox: %s failed with %s", first.kind, type(error).__name__, exc_info=settings.DEBUG)
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
def _only_drainer(lane: Lane) -> Iterator[bool]:
    """Hold the lane's lock, between threads and processes; yields whether it was free."""
    path = Path(settings.VAR_DIR) / lane.value
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
