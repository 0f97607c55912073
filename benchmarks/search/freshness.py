"""How soon a changed project is found, counted from the commit of the change."""

import time
from collections.abc import Iterator

from django.db import transaction

from benchmarks.search.engines.ours import Ours
from projects.models import Project

PATIENCE = 30  # seconds


def until_found(changes: int) -> Iterator[float]:
    """Milliseconds from the commit until the search finds what was written, for so many changes."""
    ours = Ours()
    for number, project in enumerate(Project.objects.published().order_by("pk")[:changes]):
        word = f"neuwort{_in_letters(number)}"
        project.title = f"{word} {project.title}"[:120]
        committed: list[float] = []
        with transaction.atomic():
            transaction.on_commit(lambda moment=committed: moment.append(time.perf_counter()))
            project.save()
        while not ours.one_word(f'"{word}"').total:
            if time.perf_counter() - committed[0] > PATIENCE:
                raise RuntimeError(f"“{word}” is not found {PATIENCE} seconds after its commit.")
        yield (time.perf_counter() - committed[0]) * 1000


def _in_letters(number: int) -> str:
    """A number as letters only, for a word that resembles no other."""
    return "".join("qxvzjywkgp"[int(digit)] for digit in f"{number:04}")
