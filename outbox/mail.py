"""Mail as owed work: written with the change that causes it, sent after the commit."""

from django.core.mail import EmailMessage

from outbox.actions import owe
from outbox.registry import Payload


def owe_mail(*, to: list[str], subject: str, body: str) -> None:
    """Owe one message; its text goes from the database with its delivery."""
    owe("mail", {"to": to, "subject": subject, "body": body})


def send(payloads: list[Payload]) -> None:
    """Deliver each message; raises what the mail server raises."""
    for payload in payloads:
        EmailMessage(payload["subject"], payload["body"], to=payload["to"]).send()
