"""The app outbox (floor 1)."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "outbox"
    verbose_name = "Outbox"

    def ready(self) -> None:
        from outbox import mail, registry

        registry.register("mail", mail.send, batch=1)
