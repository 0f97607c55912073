"""What is known of a transfer, in words."""

from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from knowledge.choices import AdaptationKind, Certainty, Status
from knowledge.ends import ShownTransfer, is_whole
from knowledge.models import Adaptation


class Kind(NamedTuple):
    """The adaptations of one kind: what was taken over, adapted, left out or new."""

    label: str
    adaptations: list[Adaptation]

    @property
    def is_new(self) -> bool:
        """The improvement of those who took it over."""
        return self.adaptations[0].kind == AdaptationKind.NEW


def years_of(transfer: ShownTransfer) -> str:
    """ "2012", "2012–2015" or "bis 2015"; empty if no year is known."""
    start, end = transfer.year_from, transfer.year_to
    if start and end and start != end:
        return f"{start}–{end}"
    if end and not start:
        return _("until %(year)d") % {"year": end}
    return str(start or "")


def outcome_of(transfer: ShownTransfer) -> str:
    """What became of it if it is not open: neutral, with the reason only if the group agrees."""
    if transfer.status == Status.OPEN:
        return ""
    outcome = str(transfer.get_status_display())
    reason_is_shown = transfer.status == Status.ENDED and transfer.end_reason_is_public and is_whole(transfer)
    reasons = [str(transfer.get_ended_because_display()), transfer.end_reason] if reason_is_shown else []
    reason = " ".join(filter(None, reasons))
    return f"{outcome}: {reason}" if reason else outcome


def certainty_of(transfer: ShownTransfer) -> str:
    """How sure it is; the transfer comes from a queryset `with_certainty()`."""
    return str(Certainty(transfer.certainty).label)


def adaptations_of(transfer: ShownTransfer) -> list[Kind]:
    """What was done with the idea, by kind; nothing where an end is masked."""
    if not is_whole(transfer):
        return []
    order = {kind.value: place for place, kind in enumerate(AdaptationKind)}
    rows = sorted(transfer.adaptations.all(), key=lambda row: order[row.kind])
    return [
        Kind(label, list(group)) for label, group in groupby(rows, key=lambda row: row.get_kind_display())
    ]
