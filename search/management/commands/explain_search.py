"""`manage.py explain_search "words" slug`: why an entry ranks where it does."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from haystack import connections

from projects.models import Project
from search.explanation import Line, explain


class Command(BaseCommand):
    help = "Prints why an entry ranks where it does for some words."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("words", help="what was typed")
        parser.add_argument("slug", help="the entry, as in its address")

    def handle(self, words: str, slug: str, **options: Any) -> None:
        project = Project.objects.filter(slug=slug).first()
        if project is None:
            raise CommandError(f"There is no project with the address word {slug!r}.")
        found = explain(words, project, connections["default"].get_backend())
        if found.place is None:
            self.stdout.write(f"{project} is not among the {found.total} entries found.")
        else:
            self.stdout.write(f"{project} is number {found.place} of {found.total}.")
        if found.is_loose:
            self.stdout.write("No entry holds all words: any of them was enough.")
        for line in found.lines:
            self.stdout.write(_shown(line))


def _shown(line: Line) -> str:
    counts = f"{line.counts:8.3f}" if line.counts is not None else "       –"
    return f"{counts}  {'  ' * line.depth}{line.text}"
