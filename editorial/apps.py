"""The app editorial (floor 9)."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = pgettext_lazy("part of the admin", "Review desk")
