"""`manage.py rebuild_index`: build the index anew while the old one answers.

It stands in for Haystack's command of the same name, which would empty the index first.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from haystack import connections

from search.actions import rebuild, rows_of
from search.errors import IndexBusyError

WIDTH = 40


class Command(BaseCommand):
    help = "Builds the search index anew beside the old one, then swaps them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--noinput",
            action="store_false",
            dest="interactive",
            help="kept from Haystack: nothing is asked",
        )
        parser.add_argument(
            "-u",
            "--using",
            action="append",
            help="the connection to build, several times if wished; left out, all of them",
        )
        # Scripts that call Haystack's own command go on working.
        kept = "kept from Haystack: here it changes nothing"
        parser.add_argument("-b", "--batch-size", type=int, help=kept)
        parser.add_argument("-k", "--workers", type=int, help=kept)
        parser.add_argument("-t", "--max-retries", type=int, help=kept)
        parser.add_argument("--nocommit", action="store_true", help=kept)

    def handle(self, *args: Any, **options: Any) -> None:
        using = options["using"] or list(connections.connections_info)
        names = [using] if isinstance(using, str) else using
        self.done, self.total = 0, sum(map(rows_of, names))
        try:
            count = sum(rebuild(name, after_each=self._progress) for name in names)
        except IndexBusyError as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{count} entries in the index.")

    def _progress(self, added: int) -> None:
        self.done += added
        if self.stderr.isatty():
            filled = WIDTH * self.done // max(self.total, 1)
            self.stderr.write(f"\r[{'#' * filled:{WIDTH}}] {self.done}", ending="")
