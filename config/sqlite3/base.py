"""The connection to SQLite. Django looks for it in a module of this name."""

import fcntl
import sqlite3
import time
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base

AGAIN = 0.001  # seconds


class DatabaseWrapper(base.DatabaseWrapper):
    """Transactions that write begin in the order in which they are asked for, more or less.

    SQLite lets who waits look again after up to a tenth of a second; meanwhile whoever comes along gets
    in. With eight that write without a pause, one in twenty waited for half a second, some for six.
    """

    def _start_transaction_under_autocommit(self) -> None:
        if not self._stands_in_the_queue():
            super()._start_transaction_under_autocommit()  # type: ignore[misc] # the stubs do not know it
            return
        deadline = time.monotonic() + self._patience
        with Path(f"{self.settings_dict['NAME']}-turns").open("a") as turnstile, self.wrap_database_errors:
            fcntl.flock(turnstile, fcntl.LOCK_EX)
            try:
                _begin_at_the_first_chance(self.connection, deadline)
            finally:  # closing is not enough: a process forked meanwhile has the file open, too
                fcntl.flock(turnstile, fcntl.LOCK_UN)

    def _stands_in_the_queue(self) -> bool:
        """Not who begins without the lock; nor who is in a hurry, since nobody can leave the queue."""
        options = self.settings_dict["OPTIONS"]
        if options.get("transaction_mode") != "IMMEDIATE" or self.is_in_memory_db():
            return False
        [milliseconds] = self.connection.execute("PRAGMA busy_timeout").fetchone()
        return bool(milliseconds == round(self._patience * 1000))

    @property
    def _patience(self) -> float:
        """How many seconds a writer waits."""
        return float(self.settings_dict["OPTIONS"].get("timeout", 5))


def _begin_at_the_first_chance(connection: Any, deadline: float) -> None:
    """Begin before the deadline, or sqlite3.OperationalError. Asked by the first of the queue alone.

    Asked below Django, whose errors leave cursors behind in circles. The thread that clears these away
    waits for their connection; if that one is waiting for the thread's own transaction, both stand still.
    """
    [usual] = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        while not _has_begun(connection, is_last=time.monotonic() > deadline):
            time.sleep(AGAIN)
    finally:
        connection.execute(f"PRAGMA busy_timeout = {usual}")


def _has_begun(connection: Any, *, is_last: bool) -> bool:
    """False while another one writes; the error itself at the last try, or if waiting is no use."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        is_busy = error.sqlite_errorname.startswith("SQLITE_BUSY")  # writing, or recovering from a crash
        if is_last or not is_busy:
            raise
        return False
    return True
