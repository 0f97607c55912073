"""Writers of SQLite stand in a queue: nobody waits while others come and go."""

import gc
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from itertools import pairwise

import pytest
from django.conf import settings
from django.db import OperationalError
from django.db.utils import ConnectionHandler

pytestmark = pytest.mark.django_db
WRITERS, TURNS = 6, 15


@pytest.fixture
def database(tmp_path):
    """A database of this test's own, as `config.settings` connects to it; how long writers wait is told."""

    def connected(patience):
        options = settings.DATABASES["default"]["OPTIONS"] | {"timeout": patience}
        name = str(tmp_path / "turns.sqlite3")
        handler = ConnectionHandler(
            {"default": {"ENGINE": "config.sqlite3", "NAME": name, "OPTIONS": options}}
        )
        opened.append(handler)
        return handler["default"]

    opened = []
    yield connected
    for handler in opened:
        handler.close_all()


def test_nobody_is_passed_over_again_and_again(database):
    order, start = [], threading.Barrier(WRITERS)

    def write(number):
        own = database(30)
        start.wait()
        for _ in range(TURNS):
            with writing(own):
                order.append(number)
                time.sleep(0.005)
        own.close()

    threads = [threading.Thread(target=write, args=[number]) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(order) == WRITERS * TURNS
    assert max(map(longest_wait, [order] * WRITERS, range(WRITERS))) <= 2 * WRITERS


def longest_wait(order, writer):
    """How many turns passed before its first one, or between two of its own."""
    own = [-1, *(place for place, number in enumerate(order) if number == writer)]
    return max(later - earlier for earlier, later in pairwise(own))


def test_who_waits_too_long_is_told(database):
    with writing(database(30)):
        assert 0.1 <= give_up(database(0.1)) < 2


def test_who_comes_last_waits_no_longer_than_who_comes_first(database):
    """Whoever has stood in the queue for all their patience asks once more, and does not begin to wait."""
    waited = []
    threads = [threading.Thread(target=lambda: waited.append(give_up(database(0.3)))) for _ in range(WRITERS)]
    with writing(database(30)):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(waited) == WRITERS
    assert max(waited) < 0.3 * WRITERS / 2


def test_who_has_no_patience_does_not_stand_in_the_queue(database):
    """A page that would like to write, but does without if it has to wait: see `search.learning`."""
    first, hasty = database(30), database(30)
    queue = threading.Thread(target=lambda: give_up(database(0.3)))
    with writing(first):
        queue.start()
        hasty.ensure_connection()
        hasty.connection.execute("PRAGMA busy_timeout = 50")
        assert give_up(hasty) < 0.25
        queue.join()


def give_up(own):
    """How many seconds a writer waited in vain."""
    started = time.monotonic()
    with pytest.raises(OperationalError, match="locked"), writing(own):
        pass
    own.close()
    return time.monotonic() - started


def test_who_dies_in_the_queue_or_at_the_desk_holds_nobody_up(database):
    """Both locks are the kernel's: they go with the process."""
    own = database(10)
    own.ensure_connection()
    name = own.settings_dict["NAME"]
    holder = subprocess.Popen([sys.executable, "-c", HOLD_BOTH, name], stdout=subprocess.PIPE)
    assert holder.stdout.readline() == b"held\n"
    threading.Timer(0.2, holder.kill).start()
    started = time.monotonic()
    with writing(own):
        assert time.monotonic() - started < 5
    holder.wait()
    holder.stdout.close()


HOLD_BOTH = """
import fcntl, sqlite3, sys, time
turnstile = open(sys.argv[1] + "-turns", "a")
fcntl.flock(turnstile, fcntl.LOCK_EX)
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN IMMEDIATE")
print("held", flush=True)
time.sleep(60)
"""


def test_who_reads_never_waits(database):
    first, reader = database(30), database(30)
    with writing(first):
        started = time.monotonic()
        with reader.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()
        assert time.monotonic() - started < 1


def test_waiting_leaves_no_cursors_behind(database):
    """Whoever clears them away, in any thread, waits for their connection: once two stood still for that."""
    first, second = database(30), database(0.2)
    with writing(first):
        gc.collect()
        gc.disable()
        try:
            before = cursors()
            with pytest.raises(OperationalError), writing(second):
                pass
            assert cursors() <= before + 2
        finally:
            gc.enable()


def cursors():
    return sum(isinstance(thing, sqlite3.Cursor) for thing in gc.get_objects())


def test_statements_outside_a_transaction_wait_as_before(database):
    own = database(30)
    with writing(own):
        pass
    with own.cursor() as cursor:
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (30_000,)


def test_a_process_forked_meanwhile_keeps_nobody_out(database, forked_meanwhile):
    for _ in range(2):
        with writing(database(1)):
            pass

    assert len(forked_meanwhile) == 2


@contextmanager
def writing(connection):
    """A transaction on a connection that is not one of Django's own."""
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        yield
    finally:
        connection.rollback()
        connection.set_autocommit(True)
