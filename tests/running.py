"""The product as it runs for its readers: prepared, seeded, served by gunicorn. Tests only read it."""

import fcntl
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

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
    environment = os.environ | {"VAR_DIR": str(var), "PORT": str(free_port()), "WEB_CONCURRENCY": "1"}
    environment["SITE_URL"] = url = f"http://127.0.0.1:{environment['PORT']}"
    prepare_once(var, environment)
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--no-control-socket", "-c", "config/gunicorn.py", "config.wsgi"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(url + "/healthz", server)
        yield Site(url, json.loads((var / "added.json").read_text()))
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


def wait_for(url, server, *, seconds=30):
    """Return when the address answers; RuntimeError if the server ends or the time is up."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urlopen(url):
                return
        except URLError:
            time.sleep(0.1)
    raise RuntimeError(f"The site did not start: {url} does not answer.")
