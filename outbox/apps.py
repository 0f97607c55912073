"""The app outbox (floor 1)."""

from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class OutboxConfig(AppConfig):
    name = "outbox"
    verbose_name = pgettext_lazy("part of the admin", "Outbox")

    def ready(self) -> None:
        from outbox import mail, registry

        registry.register("mail", mail.send, batch=1, is_remote=True)
