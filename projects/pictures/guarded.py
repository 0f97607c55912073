"""Runs the program that re-encodes: in a process of its own, one at a time, for so long and no longer."""

import fcntl
import json
import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from projects.pictures.limits import Refusal
from projects.pictures.refusals import PictureRefusedError

log = logging.getLogger(__name__)

PROGRAM = [sys.executable, "-m", "projects.pictures.reencode"]
LONGEST_RUN, LONGEST_WAIT = 90, 60  # seconds; a busy machine is slow


def reencode(upload: bytes, folder: Path) -> tuple[int, int]:
    """Write our pictures of an upload into the folder; returns width and height of the largest, in pixels.

    Raises PictureRefusedError. Whatever the upload does to its decoder, this process stays as it is.
    """
    with _one_at_a_time():
        try:
            # No setting and no key is handed on; the folder above the floors is where Python finds them.
            done = subprocess.run(  # noqa: S603 - the program is ours, the upload is only its input
                [*PROGRAM, str(folder)],
                input=upload,
                capture_output=True,
                env={},
                cwd=settings.BASE_DIR,
                timeout=LONGEST_RUN,
            )
        except subprocess.TimeoutExpired:
            raise PictureRefusedError(Refusal.UNREADABLE) from None
    if done.returncode:
        log.warning("A picture ended its decoder with %s: %s", done.returncode, done.stderr[-300:])
        raise PictureRefusedError(Refusal.UNREADABLE)
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise PictureRefusedError(Refusal(answer["refused"]))
    return answer["width"], answer["height"]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Wait for one's turn, between threads and processes: memory for one decoder is all there is."""
    deadline = time.monotonic() + LONGEST_WAIT
    with (Path(settings.VAR_DIR) / "pictures.lock").open("a") as file:
        while not _locked(file.fileno()):
            if time.monotonic() > deadline:
                raise PictureRefusedError(Refusal.BUSY)
            time.sleep(0.1)
        yield


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
