"""The app projects (floor 4)."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = pgettext_lazy("part of the admin", "Catalogue")

    def ready(self) -> None:
        from districts.models import District
        from outbox import edition, registry
        from projects import receivers  # noqa: F401 - they connect themselves
        from projects.models import Sector, Tag, Topic
        from projects.pictures import storage

        edition.follow(District, Sector, Tag, Topic)
        registry.register(storage.OWED, storage.forget_files)
