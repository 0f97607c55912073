"""The app pages (floor 10)."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = pgettext_lazy("part of the admin", "Pages")

    def ready(self) -> None:
        from outbox import edition, figures
        from pages.models import Provider, SeedRecord

        edition.follow(Provider)
        figures.follow(SeedRecord)
