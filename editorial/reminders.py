"""Of what the group is reminded: of people who wait for its answer, and of a date it has promised."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Max
from django.utils import timezone

from editorial.sources import waiting_for
from editorial.waiting import Waiting
from people.mail import mail_to_group
from people.models import Reminded
from people.reminding import Reminder, register
from projects.models import RemovalRequest
from projects.models.claim import TIME_TO_DECIDE

WAITING = "waiting"
A_WEEK = timedelta(days=7)
BEFORE_IT_IS_DUE = timedelta(days=2)
MOST_NAMED = 10


class LongWaits(NamedTuple):
    """What has waited for a week, the longest waiting first; and when the group was told of such the last
    time."""

    waiting: list[Waiting]
    told_on: date | None


def long_waits() -> Iterator[LongWaits]:
    """Where a person waits for an answer; once a week, if there is any."""
    told_on = Reminded.objects.filter(reminder=WAITING).aggregate(last=Max("sent_on"))["last"]
    if told_on and timezone.localdate() - told_on < A_WEEK:
        return
    waiting = waiting_for(AnonymousUser())
    urgent = [one for kind, rows in waiting.items() if kind.is_urgent for one in rows]
    if found := sorted((one for one in urgent if one.is_long), key=lambda one: one.since):
        yield LongWaits(found, told_on)


def tell_of_waits(waits: LongWaits) -> None:
    mail_to_group("waiting", number=len(waits.waiting), longest=waits.waiting[:MOST_NAMED])


def removals_nearly_due() -> Iterator[RemovalRequest]:
    """Requests that wait for a decision which was promised for soon."""
    asked_before = timezone.now() - TIME_TO_DECIDE + BEFORE_IT_IS_DUE
    yield from RemovalRequest.objects.open().filter(created_at__lte=asked_before).select_related("project")


def tell_of_removal(removal: RemovalRequest) -> None:
    mail_to_group("removal_due", removal=removal)


register(
    Reminder(WAITING, long_waits, lambda waits: f"after {waits.told_on}", tell_of_waits),
    Reminder("removals", removals_nearly_due, lambda removal: str(removal.pk), tell_of_removal),
)
