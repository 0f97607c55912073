"""Telling both sides of a transfer by mail what is new on the page they share. No mail names an address."""

from datetime import date
from typing import Any

from knowledge.models import Interest, Transfer, TransferStep
from knowledge.sides import Reader, people_of, readers_of
from outbox.mail import owe_mail
from people.mail import About, mail_to
from people.models import User


def tell_begun(interest: Interest) -> None:
    """Tell the group that it is public now, and the people of the project that there is a page to share."""
    if interest.by and interest.transfer:
        mail_to(interest.by, "interest_answered", interest=interest)
        _mail(people_of(interest.project), "transfer_begun", interest.transfer, but=interest.by)


def tell_refused(interest: Interest) -> None:
    """Tell the group that it does not become public, in the words of the steering group."""
    if interest.by:
        mail_to(interest.by, "interest_answered", interest=interest)


def tell_others(step: TransferStep) -> None:
    """Tell everybody of both sides but the writer what happened."""
    readers = readers_of(step.transfer)
    _mail(readers, "transfer_step", step.transfer, about=About.DECISIONS, but=step.by, step=step)


def tell_quiet(transfer: Transfer, *, since: date) -> None:
    """Ask everybody of both sides, in a friendly way, how it is going."""
    _mail(readers_of(transfer), "transfer_quiet", transfer, about=About.REMINDERS, since=since)


def _mail(
    readers: dict[str, Reader],
    template: str,
    transfer: Transfer,
    *,
    about: About | None = None,
    but: User | None = None,
    **context: Any,
) -> None:
    for address, reader in readers.items():
        if but and address == but.email:
            continue
        if reader.person:
            mail_to(reader.person, template, about=about, transfer=transfer, **context)
        else:
            owe_mail(template, to=reader.email, language=reader.language, transfer=transfer, **context)
