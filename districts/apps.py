"""The app districts (floor 2)."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class DistrictsConfig(AppConfig):
    name = "districts"
    verbose_name = pgettext_lazy("part of the admin", "Places")
