"""The app outbox (floor 1)."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import pgettext_lazy


class OutboxConfig(AppConfig):
    name = "outbox"
    verbose_name = pgettext_lazy("part of the admin", "Outbox")

    def ready(self) -> None:
        from outbox import edition, figures, mail, registry

        post_migrate.connect(edition.renew_after_migrations, sender=self)
        post_migrate.connect(figures.count_anew_after_migrations, sender=self)
        registry.register(edition.FIGURES, figures.count_anew)
        registry.register("mail", mail.send, batch=1, lane=registry.Lane.REMOTE)
