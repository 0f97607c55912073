"""Of what both sides of a transfer are reminded: that nobody has heard of it for a quarter of a year."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from knowledge.choices import Phase, Status
from knowledge.models import Transfer, TransferStep
from knowledge.retention import QUIET
from knowledge.telling import tell_quiet
from people.reminding import Reminder, register

QUARTER = timedelta(days=91)
UNDER_WAY = [Phase.INTEREST, Phase.GETTING_TO_KNOW, Phase.ADAPTING, Phase.TRYING]


class Silence(NamedTuple):
    """A transfer of which the last step tells nothing new for so many quarters."""

    transfer: Transfer
    step: int
    since: date
    quarters: int

    @property
    def occasion(self) -> str:
        return f"{self.transfer.pk} {self.step} {self.quarters}"


def quiet_transfers() -> Iterator[Silence]:
    """Those that are under way and silent for a quarter or more, until their groups are forgotten."""
    steps = TransferStep.objects.filter(transfer=OuterRef("pk")).order_by("-made_at", "-pk")
    heard: Any = Transfer.objects.filter(status=Status.OPEN, phase__in=UNDER_WAY).annotate(
        last=Subquery(steps.values("pk")[:1]), heard=Subquery(steps.values("made_at")[:1])
    )
    now = timezone.now()
    rows = heard.filter(heard__lte=now - QUARTER, heard__gt=now - QUIET).select_related("source")
    for transfer in rows.order_by("heard"):
        quarters = (now - transfer.heard) // QUARTER
        yield Silence(transfer, transfer.last, timezone.localdate(transfer.heard), quarters)


register(
    Reminder(
        "quiet-transfers",
        quiet_transfers,
        lambda silence: silence.occasion,
        lambda silence: tell_quiet(silence.transfer, since=silence.since),
    ),
)
