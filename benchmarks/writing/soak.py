"""`kill -9` of the drainer at random moments, then a restart: what is lost, what is left, what is double."""

import time
from random import Random
from typing import Any
from unittest.mock import patch

from django.db import transaction

from benchmarks.catalogue import keys_for, make_catalogue
from benchmarks.options import Options
from benchmarks.tables import table
from benchmarks.writing.audit import Audit, word_for
from benchmarks.writing.processes import Crew
from outbox.actions import drain  # the real one: `patch` below takes it from the writer only
from outbox.models import OutboxEntry
from projects.models import Project

KILLS, CHANGES, SEED = 30, 10, 1


def main(projects: int, options: Options) -> None:
    make_catalogue(projects)
    audit, interrupted = kill_often(KILLS)
    print(f"{KILLS} × kill -9, in {interrupted} of them with work left; each after {CHANGES} saves.\n")
    counts = [str(audit.lost), str(audit.ghosts), str(audit.doubles)]
    is_kept = not (audit.lost or audit.ghosts or audit.doubles)
    print(
        table(["lost", "ghosts", "double", "bar"], [[*counts, "0" if is_kept else "0, MISSED"]]), flush=True
    )


def kill_often(kills: int) -> tuple[Audit, int]:
    """The audit after so many kills and a restart; and how many kills left work undone.

    The moments are spread over the time that a drainer takes when it is left alone.
    """
    rng, crew, interrupted = Random(SEED), Crew(), 0
    words = change_some(kills, rng)
    longest = seconds_alone(crew)
    for number in range(kills):
        words |= change_some(number, rng)
        drainer = crew.start(drain_on)
        time.sleep(rng.random() * longest)
        drainer.kill()
        drainer.join()
        interrupted += OutboxEntry.objects.exists()
    return Audit.take(words), interrupted


def seconds_alone(crew: Crew) -> float:
    """How long a drainer takes that nobody kills before it is done."""
    started = time.monotonic()
    drainer = crew.start(drain_on)
    while OutboxEntry.objects.exists():
        time.sleep(0.005)
    drainer.kill()
    drainer.join()
    return time.monotonic() - started


def change_some(number: int, rng: Random) -> dict[int, str]:
    """Save a few projects and delete one, leaving the index to the drainer; returns the new words by key."""
    [gone], keys = keys_for(deletes=1)
    words = {}
    with patch("outbox.actions.drain"):
        for key in rng.sample(keys, CHANGES):
            words[key] = word_for(number, key)
            with transaction.atomic():
                project = Project.objects.get(pk=key)
                project.title = f"{words[key]} {project.title}"[:120]
                project.save()
        with transaction.atomic():
            Project.objects.get(pk=gone).delete()
    return words


def drain_on(stop: Any) -> None:
    """Carry out what is owed until killed."""
    while True:
        drain()
        time.sleep(0.005)
