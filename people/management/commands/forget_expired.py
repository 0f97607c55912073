"""`manage.py forget_expired`: delete what is older than its storage period; once a day, from cron."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from people.periods import all_periods


class Command(BaseCommand):
    help = "Deletes what is older than its storage period. May run at any time and as often as one likes."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for period in all_periods():
            try:
                with transaction.atomic():
                    forgotten = period.forget()
            except Exception as error:  # the others are due all the same
                failed.append(f"{period.name} ({type(error).__name__})")
            else:
                self.stdout.write(f"{period.name}: {forgotten}")
        if failed:
            raise CommandError("Could not be forgotten: " + ", ".join(failed))
