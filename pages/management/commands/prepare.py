"""`manage.py prepare`: bring database, static files and index up to date before the site starts."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from districts.models import District
from outbox.actions import drain, hasten
from pages.models import SeedRecord
from projects.models import Project
from projects.pictures.storage import sweep
from search.healing import unreadable


class Command(BaseCommand):
    help = "Migrates, seeds an empty database, collects static files, builds a missing index."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        if "cache" not in connection.introspection.table_names():
            call_command("createcachetable", verbosity=0)
        if not settings.DEBUG:
            call_command("collectstatic", verbosity=0, interactive=False)
        for name in unreadable():
            call_command("rebuild_index", using=name, verbosity=0)
        if self._is_empty():
            call_command("seed_stuttgart")
            hasten("index")  # it waits for the thread that writes what the seed owes: the rebuild comes after
            call_command("rebuild_index", verbosity=0)  # compounds are split on the words of all entries
        sweep()
        drain()
        self._tell_the_planner()

    def _tell_the_planner(self) -> None:
        """SQLite guesses how the rows are spread until it is told, and then reads thousands for twenty."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _is_empty(self) -> bool:
        return not (SeedRecord.objects.exists() or District.objects.exists() or Project.objects.exists())
