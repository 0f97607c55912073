"""Owe work inside a transaction; do it once the transaction is committed."""

import fcntl
import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from threading import Thread

from django.conf import settings
from django.db import DatabaseError, connection, connections, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from outbox.models import OutboxEntry
from outbox.registry import Handler, Lane, Payload, handler_for, kinds_of

log = logging.getLogger(__name__)

REQUEST_BUDGET = timedelta(seconds=2)
# What a request does of the work of this machine before a thread takes over: mostly its own, but while many
# write, who drains would drain for all of them.
LOCAL_BUDGET = timedelta(milliseconds=100)
# What a thread beside the request may take: less than a server waits for its threads when it stops.
THREAD_BUDGET = timedelta(seconds=20)
LONGEST_PAUSE = timedelta(hours=1)


def owe(kind: str, payload: Payload) -> None:
    """Record work in the current transaction and start on it after the commit."""
    OutboxEntry.objects.create(kind=kind, payload=payload)
    # Asked of the connection, not remembered: a rollback takes the plan back with the entry.
    plans = [planned[1] for planned in connection.run_on_commit if isinstance(planned[1], _AfterCommit)]
    plan = plans[0] if plans else _AfterCommit()
    plan.owes_remote_work |= kind in kinds_of(Lane.REMOTE)
    if not plans:
        transaction.on_commit(plan)


def owe_once(kind: str) -> None:
    """Record work that is done once however often it is owed. Whoever drains next finds it; see `push`."""
    if not OutboxEntry.objects.filter(kind=kind).exists():
        OutboxEntry.objects.create(kind=kind, payload={})


def push() -> None:
    """Let threads start on what is due and takes its time; nobody waits for them."""
    for lane in _waiting():
        _beside(partial(_drain_beside, lane), patience=0)


class _AfterCommit:
    """Do the work of this machine at once, as far as it is soon done, and let threads do the rest.

    Who has caused remote work waits for its thread, no longer than the budget: as a rule it is done when the
    page says so. Others only give it a push.
    """

    owes_remote_work = False

    def __call__(self) -> None:
        started = time.monotonic()
        try:
            drain(budget=LOCAL_BUDGET, lanes=[Lane.LOCAL])
            was_cut_short = time.monotonic() - started >= LOCAL_BUDGET.total_seconds()
            waiting = _waiting(with_local=was_cut_short)
        except (OSError, DatabaseError):
            log.exception("The outbox could not be drained; its entries wait for the next turn.")
            return
        for lane in waiting:
            is_awaited = lane is Lane.REMOTE and self.owes_remote_work
            left = REQUEST_BUDGET.total_seconds() - (time.monotonic() - started)
            _beside(partial(_drain_beside, lane), patience=max(0, left) if is_awaited else 0)


def _waiting(*, with_local: bool = False) -> list[Lane]:
    """The lanes that have something due for a thread. The quickest comes last: it may be waited for."""
    kinds = _all_due() if with_local else _all_due().exclude(_is_of(Lane.LOCAL))
    found = kinds.order_by().values_list("kind", flat=True).distinct()
    lanes = {lane for lane in Lane for kind in found if kind in kinds_of(lane)}
    return [lane for lane in (Lane.LONG, Lane.LOCAL, Lane.REMOTE) if lane in lanes]


def _drain_beside(lane: Lane) -> None:
    try:
        drain(budget=THREAD_BUDGET, lanes=[lane])
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


def hasten(kind: str) -> None:
    """Let entries that wait for their next try be tried now.

    It waits for the drainer at work, which may be about to put one off.
    """
    with _only_drainer(handler_for(kind).lane, waits=True):
        OutboxEntry.objects.filter(kind=kind).update(due_at=timezone.now())


def _all_due() -> QuerySet[OutboxEntry]:
    return OutboxEntry.objects.filter(due_at__lte=timezone.now()).order_by("id")


def _due(lane: Lane) -> QuerySet[OutboxEntry]:
    return _all_due().filter(_is_of(lane))


def _is_of(lane: Lane) -> Q:
    """What nobody can do is found, and put off, in the lane of this machine."""
    if lane is not Lane.LOCAL:
        return Q(kind__in=kinds_of(lane))
    return ~Q(kind__in=[kind for other in Lane if other is not lane for kind in kinds_of(other)])


def _drain_batch(lane: Lane) -> int | None:
    """Do what has waited longest and all of its kind, as far as one batch holds it; None if nothing is due.

    Kinds know nothing of each other: entries of another one in between do not part them.
    """
    first = _due(lane).first()
    if first is None:
        return None
    entries = [first]
    try:
        handler = handler_for(first.kind)
        entries = _at_once(handler, _due(lane).filter(kind=first.kind)[: handler.batch]) or entries
        handler.do([entry.payload for entry in entries])
    except Exception as error:
        log.warning("Outbox: %s failed with %s", first.kind, type(error).__name__, exc_info=settings.DEBUG)
        _postpone(entries, error)
        return 0
    with transaction.atomic():  # in its turn among those who write
        OutboxEntry.objects.filter(pk__in=[entry.pk for entry in entries]).delete()
    return len(entries)


def _at_once(handler: Handler, entries: Iterable[OutboxEntry]) -> list[OutboxEntry]:
    """The first of these, as many as the handler takes at once; the first one however large it is."""
    taken: list[OutboxEntry] = []
    size = 0
    for entry in entries:
        size += handler.size(entry.payload)
        if taken and size > handler.batch:
            break
        taken.append(entry)
    return taken


def _postpone(entries: list[OutboxEntry], error: Exception) -> None:
    """Try again later, twice as late each time; keep the error's class only: its text may name a person."""
    for entry in entries:
        entry.attempts += 1
        pause = min(timedelta(seconds=2**entry.attempts), LONGEST_PAUSE)
        entry.due_at = timezone.now() + pause
        entry.last_error = type(error).__name__
    OutboxEntry.objects.bulk_update(entries, ["attempts", "due_at", "last_error"])


@contextmanager
def _only_drainer(lane: Lane, *, waits: bool = False) -> Iterator[bool]:
    """Hold the lane's lock, between threads and processes; yields whether it was free, or waits for it."""
    path = Path(settings.VAR_DIR) / lane.value
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        try:
            yield True
        finally:  # closing is not enough: a process forked meanwhile has the file open, too
            fcntl.flock(file, fcntl.LOCK_UN)
