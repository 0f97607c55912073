"""`manage.py make_catalogue`: invented entries, for load."""

from argparse import ArgumentParser
from random import Random
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from knowledge.graph import lock_graph
from knowledge.invention.entries import Entries
from knowledge.invention.ground import ground_for
from knowledge.invention.travels import Travels
from outbox.figures import note_change

BATCH = 2000


class Command(BaseCommand):
    help = "Invents plausible projects and transfers. The same seed gives the same data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--projects", type=int, default=1000, help="how many projects (default: 1000)")
        parser.add_argument("--seed", type=int, default=1, help="a number; the same gives the same data")
        parser.add_argument("--index", action="store_true", help="rebuild the search index afterwards")

    def handle(self, *args: Any, projects: int, seed: int, index: bool, **options: Any) -> None:
        if projects < 1:
            raise CommandError("--projects is a number from 1 on.")
        transfers = invent(projects, seed)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # or the database plans its queries for an empty catalogue
        self.stdout.write(f"{projects} projects and {transfers} transfers invented.")
        if index:
            call_command("rebuild_index", interactive=False)
        else:
            self.stdout.write("The search does not know them yet: run `manage.py rebuild_index`.")


@transaction.atomic
def invent(number: int, seed: int) -> int:
    """Write so many projects, and return how many transfers there are between them."""
    lock_graph()
    rng = Random(seed)  # noqa: S311 - invented data, no secret
    ground = ground_for(number, rng)
    # Dice of their own: however ideas travel, a seed gives the same entries.
    entries, travels = Entries(ground, rng), Travels(ground, Random(f"travels {seed}"), number)  # noqa: S311
    sizes = [min(BATCH, number - done) for done in range(0, number, BATCH)]
    note_change()  # rows that are written in bulk do not say so themselves
    return sum(travels.write(entries.write(size)) for size in sizes)
