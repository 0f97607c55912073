"""The steps follow the transfer, whoever changes it: the last one says where it stands."""

from datetime import date
from typing import Any

from django.utils import timezone

from knowledge.choices import Side, Status
from knowledge.models import Transfer, TransferStep


def follow(transfer: Transfer, *, by: Any = None, side: Side | str = "", on: date | None = None) -> None:
    """Write a step where the last one no longer says how far it has come. Called under the graph lock.

    One that was recorded from a source has no steps, and none is invented for it: on which day it happened
    nobody has said. The first one needs a day, `on`. What was retracted is no part of the story.
    """
    last = transfer.steps.last()
    if transfer.status == Status.RETRACTED or (last is None and on is None):
        return
    if last is None or (last.phase, last.status) != (transfer.phase, transfer.status):
        today = timezone.localdate()
        TransferStep.objects.create(
            transfer=transfer,
            phase=transfer.phase,
            status=transfer.status,
            happened_on=max(on or today, last.happened_on if last else date.min),
            side=side,
            by=by,
        )
