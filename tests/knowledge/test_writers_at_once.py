"""The rules of the graph under eight processes that write at once, on each kind of database."""

import json
import os
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.postgres import DATABASES

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = 8
DONE = {
    *("recorded", "retracted", "amended", "refused"),
    *("granted", "stepped", "confirmed", "linked"),
}
WRITES = int(os.environ.get("WRITES", "15"))  # of each process; the full soak is part of the benchmarks


@pytest.fixture
def database_url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/catalogue.sqlite3"
    return request.getfixturevalue("postgres_url")


@pytest.mark.parametrize("database_url", DATABASES, indirect=True)
def test_writers_at_once_leave_no_cycle_no_self_no_double_and_no_lock(database_url, tmp_path):
    environment = os.environ | {"DATABASE_URL": database_url, "VAR_DIR": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-m", "tests.knowledge.writers", str(PROCESSES), str(WRITES)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    left = json.loads(run.stdout.splitlines()[-1])

    assert set(left["counted"]) <= DONE
    assert sum(left["counted"].values()) == PROCESSES * WRITES
    assert left["counted"]["refused"]
    assert left["edges"]
    assert all(source != target for source, target in left["edges"])
    assert left["rows"] == left["pairs"]
    sorter = TopologicalSorter()
    for source, target in left["edges"]:
        sorter.add(target, source)
    sorter.prepare()  # raises if there is a cycle
    assert left["violations"] == []
