"""`manage.py check_catalogue`: every rule of the catalogue, asked of all stored rows."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from knowledge import audit as of_knowledge
from projects import audit as of_projects


class Command(BaseCommand):
    help = "Audits every rule on the data; exits with 1 and the rows if one is broken."

    def handle(self, *args: Any, **options: Any) -> None:
        found = [*of_projects.violations(), *of_knowledge.violations()]
        for violation in found:
            self.stderr.write(str(violation))
        if found:
            sys.exit(1)
        self.stdout.write("Every rule holds.")
