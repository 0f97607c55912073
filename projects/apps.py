"""The app projects (floor 4)."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = pgettext_lazy("part of the admin", "Catalogue")

    def ready(self) -> None:
        from districts.models import District
        from outbox import edition, figures, registry
        from projects import receivers  # noqa: F401 - they connect themselves
        from projects.models import Project, Reach, Sector, SupportOffer, Tag, Topic, TopicPick
        from projects.pictures import storage

        edition.follow(District, Sector, Tag, Topic)
        counted = District, Project, Reach, SupportOffer, Topic, TopicPick
        figures.follow(*counted, links=(Project.topics.through,))
        registry.register(storage.OWED, storage.forget_files)
