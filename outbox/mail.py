"""Mail as owed work: written with the change that causes it, sent after the commit.

`templates/mail/NAME.txt` holds the whole mail: its first line is the subject. The HTML part says the same;
it is made of the text, so that the two never differ.
"""

import re
from datetime import timedelta
from email.utils import formatdate, make_msgid
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from outbox.actions import owe
from outbox.models import OutboxEntry
from outbox.registry import Payload

UNDELIVERED_KEPT = timedelta(days=14)  # after that nobody waits for it any more


def owe_mail(template: str, *, to: str, language: str = "", reply_to: str = "", **context: Any) -> None:
    """Owe one mail from `templates/mail/<template>.txt`; its text goes from the database with its delivery.

    `language` is the reader's; left out, it is that of the request at hand. The mail gets its Message-ID
    and its date now: should it ever arrive twice, it is recognised as one.
    """
    with translation.override(language or language_now()):
        written = _write(template, context)
    headers = {
        "Message-ID": make_msgid(domain=urlsplit(settings.SITE_URL).hostname),
        "Date": formatdate(),
        "Auto-Submitted": "auto-generated",  # no holiday notice comes back
    }
    owe("mail", written | {"to": [to], "reply_to": [reply_to] if reply_to else [], "headers": headers})


def language_now() -> str:
    """The language of the request at hand: to be kept with what somebody writes who has no account."""
    return translation.get_language() or settings.LANGUAGE_CODE


def _write(template: str, context: dict[str, Any]) -> Payload:
    site = {name: getattr(settings, name) for name in ("SITE_NAME", "SITE_URL", "SITE_CURATORS")}
    whole = render_to_string(f"mail/{template}.txt", site | context).strip()
    subject, _line, text = whole.partition("\n")
    paragraphs = re.split(r"\n\s*\n", text.strip("\n"))
    shown = {"subject": subject, "paragraphs": [_as_html(paragraph) for paragraph in paragraphs]}
    return {
        "subject": " ".join(subject.split()),
        "body": "\n\n".join(paragraphs) + "\n",
        "html": render_to_string("mail/layout.html", shown),
    }


def _as_html(paragraph: str) -> SafeString:
    """Our own addresses become links. What a stranger wrote stays text: we lend nobody a link."""
    own_address = re.escape(escape(settings.SITE_URL)) + r"/\S*"
    linked = re.sub(own_address, lambda found: f'<a href="{found[0]}">{found[0]}</a>', escape(paragraph))
    return mark_safe(linked.replace("\n", "<br>\n"))  # noqa: S308 - escaped above


def send(payloads: list[Payload]) -> None:
    """Deliver each message; raises what the mail server raises."""
    for payload in payloads:
        message = EmailMultiAlternatives(
            payload["subject"],
            payload["body"],
            to=payload["to"],
            reply_to=payload.get("reply_to"),  # not there in what version 0.1 has left
            headers=payload.get("headers"),
        )
        if "html" in payload:
            message.attach_alternative(payload["html"], "text/html")
        message.send()


def owed_to(address: str) -> QuerySet[OutboxEntry]:
    """The mails on their way that name this address, as their reader or as where an answer goes."""
    named = Q(payload__to=[address]) | Q(payload__reply_to=[address])
    return OutboxEntry.objects.filter(named, kind="mail")


def forget_undelivered() -> int:
    """Give up on mails that nobody has taken for two weeks; returns how many."""
    before = timezone.now() - UNDELIVERED_KEPT
    return OutboxEntry.objects.filter(kind="mail", created_at__lt=before).delete()[0]
