"""gunicorn as a process on loopback with the site's settings; two sync workers unless wished otherwise."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.running import ROOT, free_port, wait_for

SYNC = ["--workers", "2", "--threads", "1", "--worker-class", "sync"]
TICKS = os.sysconf("SC_CLK_TCK")


class Server(NamedTuple):
    port: int
    pid: int

    def busy_ms(self) -> float:
        """Milliseconds that its workers have computed so far (Linux; in steps of a clock tick)."""
        workers = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return sum(_ticks(worker) for worker in workers) * 1000 / TICKS


@contextmanager
def served(application: str, arguments: Sequence[str] = SYNC, **environment: str) -> Iterator[Server]:
    """Serve a WSGI application, which answers on /healthz, with the environment of this process.

    `arguments` for gunicorn come after its configuration; without any the site runs as in `make run`.
    """
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "--no-control-socket",
        "-c",
        "config/gunicorn.py",
        *arguments,
    ]
    process = subprocess.Popen(
        [*command, application],
        cwd=ROOT,
        env=os.environ | environment | {"PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=30)


def _ticks(pid: str) -> int:
    """User and system time of a process: fields 14 and 15 of its `stat`, counted behind its name."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
