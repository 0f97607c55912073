"""How far up the right entry stands, for questions whose entry is known: through the site's own call.

The file is JSON: `docs`, a list of texts, and `qs`, a list of [question, number of its text].
"""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from benchmarks.catalogue import make_catalogue
from benchmarks.options import Options
from benchmarks.tables import table
from projects.choices import Scope, State
from projects.models import Project
from search.actions import rebuild
from search.asked import Asked
from search.catalogue import find
from search.facets import Labels
from search.german.analysis import Analysis
from search.german.words import words_of

DEPTH, SEED = 10, 1
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST = 4  # letters of a content word
BARS = {"as asked": 0.940, "one letter changed in every content word": 0.920}


def main(projects: int, options: Options) -> None:
    if not options.file:
        raise SystemExit("Name a file: python -m benchmarks quality --file questions.json")
    data = json.loads(Path(options.file).read_text(encoding="utf-8"))
    make_catalogue(projects, index=False)
    number_of = write_entries(data["docs"])
    rebuild()
    rng, analysis = Random(SEED), Analysis()
    ways: dict[str, Callable[[str], str]] = {
        "as asked": str,
        "one letter changed in every content word": lambda text: with_typos(text, analysis, rng),
    }
    print(f"MRR@{DEPTH} of {len(data['qs'])} questions to {len(data['docs'])} entries, seed {SEED}.\n")
    lines = []
    for name, change in ways.items():
        ranks = [rank(change(question), number_of, wanted) for question, wanted in data["qs"]]
        value, first = mean_reciprocal(ranks), ranks.count(1) / len(ranks)
        verdict = f"≥ {BARS[name]:.3f}{'' if value >= BARS[name] else ', MISSED'}"
        lines.append([name, f"{value:.3f}", f"{first:.0%}", f"{ranks.count(0)}", verdict])
    print(table(["questions", f"MRR@{DEPTH}", "first", "not found", "bar"], lines), flush=True)


def write_entries(texts: Iterable[str]) -> dict[int, int]:
    """A published project for each text; returns the numbers of the texts by key. Titles tell nothing."""
    written = Project.objects.bulk_create(
        Project(
            title="Eintrag",
            slug=f"eintrag-{number}",
            summary="–",
            description=text,
            scope=Scope.OUTSIDE,
            place="–",
            state=State.PUBLISHED,
            published_at=timezone.now(),
        )
        for number, text in enumerate(texts)
    )
    return {project.pk: number for number, project in enumerate(written)}


def rank(question: str, number_of: dict[int, int], wanted: int) -> int:
    """The place of the wanted text on the first page, from 1 on; 0 if it is not there."""
    address = QueryDict(mutable=True)
    address["q"] = question
    labels: Any = Labels.load()
    answer, _asked = find(Asked.read(address, labels), labels, page_size=DEPTH)
    if answer.is_from_database:
        raise RuntimeError("The index did not answer: its ranking cannot be measured.")
    found = [number_of.get(hit.project.pk) for hit in answer.hits]
    return found.index(wanted) + 1 if wanted in found else 0


def mean_reciprocal(ranks: list[int]) -> float:
    """The mean of 1/rank, 0 for what was not found."""
    return sum(1 / place for place in ranks if place) / len(ranks)


def with_typos(text: str, analysis: Analysis, rng: Random) -> str:
    """The text with one letter changed in every word that carries meaning."""
    changed = list(text)
    for word in words_of(text):
        places = [place for place in range(word.start, word.end) if text[place].isalpha()]
        if len(places) >= SHORTEST and analysis.terms(word.text):
            place = rng.choice(places)
            changed[place] = rng.choice([letter for letter in LETTERS if letter != text[place].lower()])
    return "".join(changed)
