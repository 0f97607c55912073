"""The app search (floor 8)."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = pgettext_lazy("part of the admin", "Search")

    def ready(self) -> None:
        from outbox import edition, registry
        from search import healing, receivers, upkeep  # noqa: F401 - receivers connect themselves
        from search.models import SynonymGroup

        edition.follow(SynonymGroup)
        registry.register("index", upkeep.follow, batch=upkeep.AT_ONCE, size=upkeep.size)
        registry.register(healing.REBUILD, healing.rebuild_what_is_unreadable, lane=registry.Lane.LONG)
