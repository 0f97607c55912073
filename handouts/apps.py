"""The app handouts (floor 7)."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class HandoutsConfig(AppConfig):
    name = "handouts"
    verbose_name = pgettext_lazy("part of the admin", "Hand-outs")

    def ready(self) -> None:
        from handouts import pdf, receivers, removals  # noqa: F401 - receivers connect themselves
        from handouts.models import HandoutVersion
        from outbox import edition, registry

        edition.follow(HandoutVersion)
        registry.register(removals.OWED, removals.follow)
        registry.register(pdf.OWED, pdf.store, batch=1, lane=registry.Lane.LONG)
