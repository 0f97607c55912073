"""The app people (floor 3)."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import pgettext_lazy


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = pgettext_lazy("part of the admin", "People")

    def ready(self) -> None:
        """Read of every app who may do what (`permissions`), what is kept how long (`retention`), of what
        people are reminded (`reminders`), and what anybody may say (`saying`)."""
        autodiscover_modules("permissions")
        autodiscover_modules("retention")
        autodiscover_modules("reminders")
        autodiscover_modules("saying")
