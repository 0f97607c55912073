"""`manage.py send_reminders`: write to whom a reminder is due; once a day, from cron."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from people.reminding import all_reminders


class Command(BaseCommand):
    help = "Sends the reminders that are due. May run at any time and as often as one likes: each goes once."

    def handle(self, *args: Any, **options: Any) -> None:
        failed = []
        for reminder in all_reminders():
            try:
                sent = reminder.send()
            except Exception as error:  # the others are due all the same
                failed.append(f"{reminder.name} ({type(error).__name__})")
            else:
                self.stdout.write(f"{reminder.name}: {sent}")
        if failed:
            raise CommandError("Could not be sent: " + ", ".join(failed))
