"""An index that cannot be read is noticed by whoever meets it, and built anew once, while nobody waits."""

import logging
import subprocess
import sys

from django.conf import settings
from django.db import DatabaseError
from haystack import connections

from outbox.actions import owe_once, push
from outbox.registry import Payload
from search.errors import IndexMissingError

log = logging.getLogger(__name__)

REBUILD = "rebuild"  # the kind of owed work


def noticed(lack: str, error: Exception) -> None:
    """Note what a page goes without; if it is for want of an index, that is built anew beside the request."""
    log.warning("%s: %s: %s", lack, type(error).__name__, error)
    if isinstance(error, IndexMissingError):
        try:
            owe_once(REBUILD)
            push()
        except (OSError, DatabaseError):
            log.exception("The rebuild of the index could not be noted.")


def unreadable() -> list[str]:
    """The connections whose index is missing, damaged, or built by another version of the program."""
    return [name for name in connections.connections_info if not _is_readable(name)]


def rebuild_what_is_unreadable(payloads: list[Payload]) -> None:
    """Carry out owed rebuilds: what can be read again meanwhile is not built again."""
    for name in unreadable():
        build_apart(name)


def build_apart(using: str) -> None:
    """Build an index anew in a process of its own: both its processor and its memory go back afterwards."""
    command = [sys.executable, "-m", "django", "rebuild_index", "--verbosity=0", f"--using={using}"]
    subprocess.run(command, check=True, cwd=settings.BASE_DIR, stdin=subprocess.DEVNULL)  # noqa: S603 - ours


def _is_readable(using: str) -> bool:
    try:
        connections[using].get_backend().snapshot()
    except IndexMissingError as error:
        log.warning("%s: %s", using, error)
        return False
    return True
