"""`manage.py outbox_worker`: carry out owed work as it comes; for busy sites and for cron."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from outbox.actions import drain


class Command(BaseCommand):
    help = "Carries out the work owed to the index and the mail, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due and stop")
        parser.add_argument("--pause", type=float, default=0.5, help="seconds between looks")

    def handle(self, *args: Any, **options: Any) -> None:
        while True:
            done = drain()
            if options["once"]:
                self.stdout.write(f"{done} done")
                return
            time.sleep(options["pause"])
