"""Programs of the tests' own that write at the same time, each on a migrated database that nobody else has.

Migrations take seconds: they run once for each kind of database, and every test gets a copy.
"""

import json
import os
import shutil
import subprocess
import sys
from fcntl import LOCK_EX, flock
from pathlib import Path

import psycopg
import pytest

from tests.postgres import DATABASES

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = "migrated"


def run(module, *arguments, **environment):
    """What `python -m module` prints last, which is JSON; its other lines do not count."""
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture
def on_sqlite(sqlite_template, tmp_path):
    """The environment of a program: an empty folder and a migrated SQLite database in it."""
    shutil.copy(sqlite_template, tmp_path / "catalogue.sqlite3")
    return {"DATABASE_URL": f"sqlite:///{tmp_path}/catalogue.sqlite3", "VAR_DIR": str(tmp_path)}


@pytest.fixture
def on_postgresql(postgres_template, postgres_server, tmp_path):
    """The same with a PostgreSQL database."""
    name = f"of_{tmp_path.name.lower()}"
    create(postgres_server, f'"{name}" TEMPLATE {postgres_template}')
    return {"DATABASE_URL": f"{postgres_server}{name}", "VAR_DIR": str(tmp_path)}


@pytest.fixture
def empty_postgresql(postgres_server, tmp_path):
    """The address of a database without any table."""
    name = f"empty_{tmp_path.name.lower()}"
    create(postgres_server, f'"{name}"')
    return f"{postgres_server}{name}"


@pytest.fixture(params=DATABASES)
def surroundings(request):
    """Both, one after the other; PostgreSQL where there is one."""
    return request.getfixturevalue(f"on_{request.param}")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory, worker_id):
    """A migrated database; the first worker makes it while the others wait."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    path = shared / f"{TEMPLATE}.sqlite3"
    with (shared / f"{TEMPLATE}.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not path.exists():
            unfinished = shared / "unfinished.sqlite3"
            migrate(f"sqlite:///{unfinished}")
            unfinished.rename(path)
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server):
    """The name of a migrated database on this worker's server."""
    create(postgres_server, TEMPLATE)
    migrate(f"{postgres_server}{TEMPLATE}")
    return TEMPLATE


def create(server, what):
    with psycopg.connect(f"{server}postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {what}")


def migrate(url):
    for command in ("migrate", "createcachetable"):
        subprocess.run(
            [sys.executable, "manage.py", command, "--verbosity", "0"],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": url},
            check=True,
        )
