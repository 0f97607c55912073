"""Mail to people we know: in their language, and only what they want to read."""

from enum import Enum
from typing import Any

from outbox.mail import owe_mail
from people.models import User


class About(Enum):
    """What a person can choose to get no mail about; the value is the field that says so."""

    DECISIONS = "wants_decisions"
    REMINDERS = "wants_reminders"


def mail_to(person: User, template: str, *, about: About | None = None, **context: Any) -> None:
    """Owe a mail to this person in their language, unless they do not want mails of that kind.

    `about=None` is for what must be sent: a code, a receipt that the law wants.
    """
    if about is None or getattr(person, about.value):
        owe_mail(template, to=person.email, language=person.language, **context)


def mail_to_group(template: str, **context: Any) -> None:
    """Owe a mail to every member of the steering group, one each: they need not know each other's address."""
    for member in User.objects.filter(is_curator=True, is_active=True):
        mail_to(member, template, **context)
