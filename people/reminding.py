"""Reminders: mails that are due because time has passed, not because somebody has done something.

Each app says in its `reminders.py`, which is read at the start, of what it reminds, and
`manage.py send_reminders` does it:

    register(Reminder("drafts", expiring_drafts, lambda draft: f"{draft.pk} until {draft.expires_at}", tell))
"""

from collections.abc import Callable, Iterable
from typing import Any, Generic, NamedTuple, TypeVar

from django.db import transaction

from people.models import Reminded

T = TypeVar("T")


class Reminder(NamedTuple, Generic[T]):
    """One kind of reminder. `name` is the word for it in the report of the command.

    `due` finds what people have to be reminded of now; it may find again what they know already.
    `occasion` is a word of at most 120 letters by which we know that: another one, another reminder. It
    names rows, never people. `tell` owes the mails, in a transaction; it may find that nothing is due now.
    """

    name: str
    due: Callable[[], Iterable[T]]
    occasion: Callable[[T], str]
    tell: Callable[[T], object]

    def send(self) -> int:
        """Remind of everything that is due and new; returns of how much.

        One transaction each: two processes at once remind once, and what fails keeps back only itself and
        what comes after it.
        """
        return sum(self._send_once(subject) for subject in self.due())

    def _send_once(self, subject: T) -> bool:
        with transaction.atomic():
            _row, is_new = Reminded.objects.get_or_create(reminder=self.name, occasion=self.occasion(subject))
            if is_new:
                self.tell(subject)
        return is_new


_reminders: dict[str, Reminder[Any]] = {}


def register(*reminders: Reminder[Any]) -> None:
    """Add kinds of reminders; one of the same name takes the place of the former."""
    _reminders.update({reminder.name: reminder for reminder in reminders})


def all_reminders() -> list[Reminder[Any]]:
    """All kinds, in the order of the floors."""
    return list(_reminders.values())
