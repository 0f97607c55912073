"""The rules of the graph under eight processes that write at once, on each kind of database."""

import os
from graphlib import TopologicalSorter

from tests import processes

PROCESSES = 8
DONE = {
    *("recorded", "retracted", "amended", "refused"),
    *("granted", "stepped", "paused", "confirmed", "linked"),
    *("decided", "merged"),
}
WRITES = int(os.environ.get("WRITES", "15"))  # of each process; the full soak is part of the benchmarks


def test_writers_at_once_leave_no_cycle_no_self_no_double_and_no_lock(surroundings):
    left = processes.run("tests.knowledge.writers", PROCESSES, WRITES, **surroundings)

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
