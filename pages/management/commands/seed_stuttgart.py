"""`manage.py seed_stuttgart`: the real first data of Stuttgart."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from pages.seeding.catalogue import bring_projects, bring_taxonomy
from pages.seeding.files import Seed
from pages.seeding.meetings import bring_meetings
from pages.seeding.places import bring_places
from pages.seeding.travels import bring_front, bring_transfers
from projects.models import Project
from search.actions import load_synonyms

FOLDER = Path(__file__).resolve().parents[2] / "seed" / "stuttgart"


class Command(BaseCommand):
    help = "Brings the seed of Stuttgart: each thing once, never over an edit, never back from removal."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        seed = Seed(FOLDER)
        bring_places(seed)
        bring_taxonomy(seed)
        bring_projects(seed)
        bring_transfers(seed)
        bring_front(seed)
        bring_meetings(seed)
        load_synonyms(line for line in seed.lines("synonyms.txt") if seed.is_new(f"synonyms:{line}"[:200]))
        self.stdout.write(f"{Project.objects.count()} projects in the catalogue.")
