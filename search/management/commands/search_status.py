"""`manage.py search_status`: which index answers, how big it is, what it is owed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from search.status import status


class Command(BaseCommand):
    help = "Says which generation of the index answers, how big it is and what it is still owed."

    def handle(self, *args: Any, **options: Any) -> None:
        now = status()
        oldest = f", the oldest for {timezone.now() - now.oldest}" if now.oldest else ""
        self.stdout.write(f"outbox      {now.owed} waiting{oldest}")
        if now.index is None:
            raise CommandError("The index cannot be read; the catalogue answers from the database.")
        self.stdout.write(f"generation  {now.index.generation}")
        self.stdout.write(f"entries     {now.index.entries}")
        self.stdout.write(f"segments    {now.index.segments}")
        self.stdout.write(f"size        {now.index.size / 1e6:.1f} MB")
