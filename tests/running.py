"""The product as it runs for its readers: prepared, seeded, served by gunicorn. Tests only read it."""

import fcntl
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent


class Site(NamedTuple):
    """Where it is served, and what `tests.enrichment` added to its seed (addresses, cookies)."""

    url: str
    added: dict


@pytest.fixture(scope="session")
def site(tmp_path_factory, worker_id):
    """A seeded site of its own processes, shared by all tests of this worker."""
    shared = tmp_path_factory.getbasetemp()
    var = (shared if worker_id == "master" else shared.parent) / "site"
    port = free_port()
    environment = os.environ | {"VAR_DIR": str(var), "PORT": str(port), "WEB_CONCURRENCY": "1"}
    environment["EMAIL_URL"] = "dummy:"  # what is sent would fill the console
    prepare_once(var, environment)
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--no-control-socket", "-c", "config/gunicorn.py", "config.wsgi"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(port, server)
        yield Site(f"http://127.0.0.1:{port}", json.loads((var / "added.json").read_text()))
    finally:
        server.terminate()
        server.wait(timeout=30)


def prepare_once(var, environment):
    """Seed the folder; the first worker does it while the others wait."""
    var.mkdir(exist_ok=True)
    with (var / "prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (var / "added.json").exists():
            for command in (
                ["-m", "config.translations", "compile", str(var / "locale")],
                ["manage.py", "prepare"],
                ["-m", "tests.enrichment"],
            ):
                subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)


def free_port():
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(port, server, *, seconds=30):
    """Return when the site is healthy; RuntimeError if its server ends or the time is up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        with closing(HTTPConnection("127.0.0.1", port, timeout=seconds)) as connection, suppress(OSError):
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise RuntimeError(f"The site on port {port} did not start.")
