"""The app people (floor 3)."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = "People"

    def ready(self) -> None:
        """Read who may do what: the `permissions` of every app."""
        autodiscover_modules("permissions")
