"""What the page of one transfer shows: to everyone, and to both sides."""

from typing import Any, NamedTuple

from knowledge.choices import WAY, Phase, Side, Status
from knowledge.ends import NOT_PUBLIC_YET, ShownTransfer, is_whole
from knowledge.helping_on import Help, help_for
from knowledge.models import Interest, TransferStep
from knowledge.sides import sides_of


class Mark(NamedTuple):
    """One phase on the way, as the page draws it."""

    label: Any
    is_done: bool
    is_now: bool


class Shared(NamedTuple):
    """What both sides have more than everyone: who is in it, what helps now, and what can be done next.

    `is_hidden` from everyone else, as long as the project that took the idea over is not published.
    """

    sides: set[Side]
    groups: list[Interest]
    help: Help
    confirmable: list[Side]
    is_receiver: bool
    is_hidden: bool


def way_of(transfer: ShownTransfer) -> list[Mark]:
    """The five phases with the one that is reached; none where it is not known."""
    if transfer.phase == Phase.UNKNOWN:
        return []
    reached = WAY.index(Phase(transfer.phase))
    return [Mark(phase.label, place < reached, place == reached) for place, phase in enumerate(WAY)]


def diary_of(transfer: ShownTransfer, sides: set[Side]) -> list[TransferStep]:
    """What happened, the latest first: notes for everyone, and for both sides their own, too.

    A step that moved something stands there without its note. Nothing where an end is masked.
    """
    if not is_whole(transfer):
        return []
    told, before = [], None
    for step in transfer.steps.all():
        moved = (step.phase, step.status) != before
        before = (step.phase, step.status)
        if not (sides or step.is_public):
            step.note = ""
        if moved or step.note:
            told.append(step)
    return told[::-1]


def shared_by(transfer: ShownTransfer, user: Any) -> Shared | None:
    """None for who belongs to neither side."""
    sides = sides_of(user, transfer)
    if not sides:
        return None
    groups = transfer.groups.select_related("district")
    return Shared(
        sides,
        list(groups),
        help_for(transfer, user),
        _confirmable(transfer, user, sides),
        Side.TARGET in sides,
        transfer.target is not None and transfer.target.state in NOT_PUBLIC_YET,
    )


def _confirmable(transfer: ShownTransfer, user: Any, sides: set[Side]) -> list[Side]:
    """The sides for which this person can say that it was so: one, who belongs to both."""
    if transfer.target_id is None or transfer.status == Status.ENDED:
        return []
    done = {row.side: row.by_id for row in transfer.confirmations.all()}
    if user.pk in done.values():
        return []
    if len(done) == 1 and None in done.values():
        done = {}  # whoever confirmed it is gone: somebody of that side can do it anew
    return [side for side in Side if side in sides and side not in done]
