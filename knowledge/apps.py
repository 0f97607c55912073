"""The app knowledge (floor 5)."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = pgettext_lazy("part of the admin", "Knowledge")

    def ready(self) -> None:
        from knowledge import receivers  # noqa: F401 - they connect themselves
        from knowledge.models import Adaptation, Confirmation, Transfer
        from outbox import figures
        from projects.models import Source

        figures.follow(Transfer, Adaptation, Confirmation, Source, links=(Transfer.sources.through,))
