"""A PostgreSQL of the tests' own, where the machine has one installed (Debian's package).

Private: on loopback, without a socket, in a folder that is thrown away. `DATABASES` is for parametrising:
without PostgreSQL it holds SQLite only, and the end of the report says so.
"""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.setup import SYSTEM_PATH, find_postgresql

BINARIES = find_postgresql()
DATABASES = ["sqlite", "postgresql"] if BINARIES else ["sqlite"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """At the end, where it is read even with `-q`."""
    if not BINARIES:
        terminalreporter.write_line("PostgreSQL is not installed: what would run on it ran on SQLite only.")


@pytest.fixture(scope="session")
def postgres_server():
    """The address of a running server, "postgres://…/", without the name of a database."""
    with running_postgres() as address:
        yield address


@contextmanager
def running_postgres() -> Iterator[str]:
    """Start a server, yield its address, stop it and remove its folder."""
    folder = Path(tempfile.mkdtemp(prefix="stadtteilwissen-postgres-"))
    if os.geteuid() == 0:  # initdb refuses root
        shutil.chown(folder, "postgres", "postgres")
    data, port = folder / "data", _free_port()
    options = f"-p {port} -h 127.0.0.1 -F -c unix_socket_directories="
    try:
        _run(
            "initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"
        )
        _run("pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
        yield f"postgres://tests@127.0.0.1:{port}/"
    finally:
        _run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _run(program: str, *arguments: str | Path) -> None:
    command = [str(BINARIES / program), *map(str, arguments)]
    if os.geteuid() == 0:
        runuser = shutil.which("runuser", path=SYSTEM_PATH)  # in sbin, which a bare PATH leaves out
        command = [str(runuser), "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
