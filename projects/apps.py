"""The app projects (floor 4)."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = pgettext_lazy("part of the admin", "Catalogue")

    def ready(self) -> None:
        from districts.models import District
        from outbox import edition
        from projects.models import Sector, Tag, Topic

        edition.follow(District, Sector, Tag, Topic)
