"""Of what the catalogue reminds: to confirm one's entry once a year, and what was typed from paper."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from people.models import Reminded
from people.reminding import Reminder, register
from projects.actions.freshness import ask_whether_right
from projects.contributing import on_behalf
from projects.freshness import (
    ASKED_AGAIN_AFTER,
    ASKED_BEFORE,
    FRESH_FOR,
    as_of,
    entries_to_confirm,
    is_reachable,
)
from projects.models import Project

FIRST = "still-right"
A_YEAR = FRESH_FOR - ASKED_BEFORE  # as long after a question without an answer as after an answer


class Round(NamedTuple):
    """One entry, how often it was asked about since it was confirmed last, and when the last time."""

    project: Project
    number: int = 0
    asked_on: date | None = None

    @property
    def occasion(self) -> str:
        return f"{_key(self.project)} {self.number}"

    @property
    def days_since(self) -> int:
        """Since the last question; for ever if there was none."""
        return (timezone.localdate() - (self.asked_on or date.min)).days


def first_questions() -> Iterator[Round]:
    """Entries that it is time to ask about, this year's round begun with them."""
    for latest in _rounds():
        if latest.days_since >= A_YEAR.days:
            yield latest._replace(number=latest.number + 1)


def second_questions() -> Iterator[Round]:
    """Entries whose question has had no answer for two weeks."""
    for latest in _rounds():
        if latest.asked_on and latest.days_since >= ASKED_AGAIN_AFTER.days:
            yield latest


def _rounds() -> Iterator[Round]:
    sent = Reminded.objects.filter(reminder=FIRST).order_by("pk").values_list("occasion", "sent_on")
    asked = {key: (int(number), on) for said, on in sent for key, _space, number in [said.rpartition(" ")]}
    for project in entries_to_confirm().filter(is_reachable()):
        yield Round(project, *asked.get(_key(project), ()))


def _key(project: Project) -> str:
    """An answer begins anew: it changes the day for which the entry speaks."""
    return f"{project.pk} {as_of(project)}"


register(
    Reminder(
        FIRST, first_questions, lambda asked: asked.occasion, lambda asked: ask_whether_right(asked.project)
    ),
    Reminder(
        f"{FIRST}-again",
        second_questions,
        lambda asked: asked.occasion,
        lambda asked: ask_whether_right(asked.project, is_second=True),
    ),
    Reminder("paper", on_behalf.still_unconfirmed, lambda made: str(made.pk), on_behalf.ask_to_confirm),
)
