"""Eight processes that save and delete beside three that search: what is lost, and how long saving takes."""

import time
from random import Random
from typing import Any

from django.db import transaction

from benchmarks.catalogue import keys_for, make_catalogue
from benchmarks.measuring import Times
from benchmarks.options import Options
from benchmarks.search.engines.ours import Ours
from benchmarks.search.questions import PAIRS
from benchmarks.tables import table
from benchmarks.writing.audit import Audit, word_for
from benchmarks.writing.processes import Crew
from projects.models import Project

RUNS, WRITERS, SAVES, DELETES, READERS = 5, 8, 25, 5, 3
MOST_MS = 150


def main(projects: int, options: Options) -> None:
    make_catalogue(projects)
    print(
        f"{WRITERS} processes × {SAVES} saves and {DELETES} deletes beside {READERS} readers, {RUNS} times.\n"
    )
    lines = [line(number, *together(number)) for number in range(RUNS)]
    head = ["run", "lost", "ghosts", "double", "exceptions", "searches", "save ms, median / p95", "bar"]
    print(table(head, lines), flush=True)


def together(number: int, *, writers: int = WRITERS, saves: int = SAVES, deletes: int = DELETES) -> Any:
    """One run: the audit afterwards, all exceptions, how many searches were answered, how long saves took."""
    gone, saved = keys_for(deletes=deletes * writers, saves=saves * writers)
    crew = Crew()
    readers = [crew.start(read, seed) for seed in range(READERS)]
    processes = [crew.start(write, number, gone[n::writers], saved[n::writers]) for n in range(writers)]
    reports = [crew.reports.get() for _ in processes]
    crew.stop.set()
    reports += [crew.reports.get() for _ in readers]
    for process in (*processes, *readers):
        process.join()
    words = {key: word_for(number, key) for key in saved}
    durations = [took for kind, (some, _errors) in reports if kind == "write" for took in some]
    searches = sum(len(some) for kind, (some, _errors) in reports if kind == "read")
    errors = [error for _kind, (_some, found) in reports for error in found]
    return Audit.take(words), errors, searches, Times.of(durations)


def line(number: int, audit: Audit, errors: list[str], searches: int, saving: Times) -> list[str]:
    verdict = f"0, ≤ {MOST_MS} ms"
    if audit.lost or audit.ghosts or audit.doubles or errors or saving.p95 > MOST_MS:
        verdict += ", MISSED"
    for error in sorted(set(errors)):
        print(f"  {errors.count(error)} × {error}")
    counts = (audit.lost, audit.ghosts, audit.doubles, len(errors), searches)
    return [f"{number + 1}", *map(str, counts), str(saving), verdict]


def write(stop: Any, number: int, gone: list[int], saved: list[int]) -> tuple[list[float], list[str]]:
    """Delete some projects and save others, in turns; returns how long each save took, and exceptions."""
    projects = list(Project.objects.filter(pk__in=[*gone, *saved]))
    Random(number).shuffle(projects)
    durations, errors = [], []
    for project in projects:
        start = time.perf_counter()
        try:
            with transaction.atomic():
                if project.pk in gone:
                    project.delete()
                    continue
                project.title = f"{word_for(number, project.pk)} {project.title}"[:120]
                project.save()
        except Exception as error:  # counted: there should be none
            errors.append(f"{type(error).__name__}: {error}")
        durations.append((time.perf_counter() - start) * 1000)
    return durations, errors


def read(stop: Any, seed: int) -> tuple[list[float], list[str]]:
    """Search until told to stop; returns how long each search took, and exceptions."""
    rng, ours = Random(seed), Ours()
    durations, errors = [], []
    while not stop.is_set():
        start = time.perf_counter()
        try:
            ours.site(rng.choice(PAIRS), "altstadt")
        except Exception as error:  # counted: there should be none
            errors.append(f"{type(error).__name__}: {error}")
        durations.append((time.perf_counter() - start) * 1000)
        time.sleep(rng.random() / 50)
    return durations, errors
