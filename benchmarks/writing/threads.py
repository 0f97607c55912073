"""Threads that search during rebuilds and writes: every answer must be that of one generation."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count, islice
from random import Random
from threading import Event, Thread
from typing import Any, NamedTuple

from django.db import connections, transaction

from benchmarks.catalogue import make_catalogue
from benchmarks.options import Options
from benchmarks.search.engines.ours import Ours
from benchmarks.search.questions import questions
from benchmarks.tables import table
from benchmarks.writing.audit import settle, word_for
from projects.models import Project
from search.actions import rebuild

THREADS, SEARCHES, GENERATIONS = 6, 500, 40
ASKED = list(questions())


class Answered(NamedTuple):
    """An answer, and how many generations had been recorded before and after it was asked for."""

    question: int
    before: int
    after: int
    answer: Any


def main(projects: int, options: Options) -> None:
    make_catalogue(projects)
    wrong, answers, errors, generations = under_change()
    verdict = "0" if not (wrong or errors) else "0, MISSED"
    print(f"{THREADS} threads, {SEARCHES} searches each or more, {generations} generations meanwhile.\n")
    head = ["answers", "not of their generation", "exceptions", "bar"]
    print(table(head, [[f"{answers:,}", str(wrong), str(len(errors)), verdict]]), flush=True)
    for error in sorted(set(errors)):
        print(f"  {errors.count(error)} × {error}")


def under_change(
    threads: int = THREADS, searches: int = SEARCHES, generations: int = GENERATIONS
) -> tuple[int, int, list[str], int]:
    """How many answers were wrong, how many were given, exceptions, and generations while they were given."""
    recorded, given, errors, stop = [single_threaded()], [], [], Event()
    running = [
        Thread(target=search, args=(seed, searches, stop, recorded, given, errors)) for seed in range(threads)
    ]
    for thread in running:
        thread.start()
    for change in islice(changes(), generations - 1):
        change()
        settle()
        recorded.append(single_threaded())
    stop.set()
    for thread in running:
        thread.join()
    wrong = sum(one.answer not in _possible(one, recorded) for one in given)
    return wrong, len(given), errors, len(recorded)


def changes() -> Iterator[Callable[[], Any]]:
    """Without end: a rebuild, then three saves, each a generation."""
    rng = Random(1)
    keys = list(Project.objects.published().order_by("pk").values_list("pk", flat=True))
    for number in count():
        yield partial(rename, rng.choice(keys), number) if number % 4 else rebuild


def rename(key: int, number: int) -> None:
    with transaction.atomic():
        project = Project.objects.get(pk=key)
        project.title = f"Kinder {word_for(number)} {project.title}"[:120]
        project.save()


def search(
    seed: int,
    searches: int,
    stop: Event,
    recorded: list[Any],
    given: list[Answered],
    errors: list[str],
) -> None:
    """Ask at random and note the answers: so many at least, and until told to stop."""
    rng, ours = Random(seed), Ours()
    for number in count():
        if stop.is_set() and number >= searches:
            break
        question, before = rng.randrange(len(ASKED)), len(recorded)
        measure, arguments = ASKED[question]
        try:
            answer = getattr(ours, measure)(*arguments)
            given.append(Answered(question, before, len(recorded), answer))
        except Exception as error:  # counted: there should be none
            errors.append(f"{type(error).__name__}: {error}")
        time.sleep(rng.random() / 50)  # or nothing else would get its turn in this process
    connections.close_all()


def single_threaded() -> list[Any]:
    """The answers to every question now, when nothing else changes the index."""
    ours = Ours()
    return [getattr(ours, measure)(*arguments) for measure, arguments in ASKED]


def _possible(one: Answered, recorded: list[Any]) -> list[Any]:
    """What the generations said that can have been current: the last before it, up to one recorded after."""
    return [answers[one.question] for answers in recorded[one.before - 1 : one.after + 1]]
