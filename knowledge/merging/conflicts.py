"""What a merge would do to the graph that it must not: a self, a double, a cycle (product rule 6)."""

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from knowledge.models import Transfer
from projects.models import Project


class ConflictKind(StrEnum):
    SELF = "self"
    DOUBLE = "double"
    CYCLE = "cycle"


class Conflict(NamedTuple):
    """Transfers that cannot all stay as they are.

    SELF: the one between both entries. DOUBLE: that of the entry that goes, then that of the one that stays.
    CYCLE: a way from one entry to the other, step by step.
    """

    kind: ConflictKind
    transfers: list[Transfer]

    @property
    def sentence(self) -> str:
        named = ", ".join(_("“%(transfer)s”") % {"transfer": transfer} for transfer in self.transfers)
        if self.kind == ConflictKind.SELF:
            return _("%(transfers)s would lead from the entry to itself.") % {"transfers": named}
        if self.kind == ConflictKind.DOUBLE:
            return _("%(transfers)s would be there twice.") % {"transfers": named}
        return _("%(transfers)s would lead back to where they begin.") % {"transfers": named}


def conflicts_of(loser: Project, survivor: Project) -> list[Conflict]:
    """Everything that stands in the way of merging `loser` into `survivor`; a fixed number of queries."""
    between = _with_ends(_between(loser, survivor))
    found = [Conflict(ConflictKind.SELF, [transfer]) for transfer in between]
    found += [Conflict(ConflictKind.DOUBLE, pair) for pair in _doubles(loser, survivor)]
    found += [Conflict(ConflictKind.CYCLE, way) for way in _ways(loser, survivor)]
    return found


def moving(loser: Project, survivor: Project) -> QuerySet[Transfer]:
    """The counted transfers that go over: those of the loser but for the ones between both."""
    of_loser = Transfer.objects.counted().filter(Q(source=loser) | Q(target=loser))
    return of_loser.exclude(pk__in=_between(loser, survivor))


def moved_ends(transfer: Transfer, loser: Project, survivor: Project) -> tuple[int, int | None, int | None]:
    """Source, target and district of the transfer once it has gone over."""
    source = survivor.pk if transfer.source_id == loser.pk else transfer.source_id
    target = survivor.pk if transfer.target_id == loser.pk else transfer.target_id
    return source, target, transfer.interested_district_id


def _between(loser: Project, survivor: Project) -> QuerySet[Transfer]:
    return Transfer.objects.counted().filter(
        Q(source=loser, target=survivor) | Q(source=survivor, target=loser)
    )


def _with_ends(transfers: QuerySet[Transfer]) -> list[Transfer]:
    return list(transfers.select_related("source", "target", "interested_district").order_by("pk"))


def _doubles(loser: Project, survivor: Project) -> Iterable[list[Transfer]]:
    """A pair has one transfer, whatever its status: retracted ones of the survivor are in the way, too."""
    theirs = _with_ends(Transfer.objects.filter(Q(source=survivor) | Q(target=survivor)))
    by_ends = {(one.source_id, one.target_id, one.interested_district_id): one for one in theirs}
    for transfer in _with_ends(moving(loser, survivor)):
        if twin := by_ends.get(moved_ends(transfer, loser, survivor)):
            yield [transfer, twin]


def _ways(loser: Project, survivor: Project) -> Iterable[list[Transfer]]:
    """The shortest way in each direction that leads over others; merged, its ends would close a cycle."""
    between = _between(loser, survivor).values("pk")
    edges = Transfer.objects.counted().filter(target__isnull=False).exclude(pk__in=between)
    steps = defaultdict(list)
    for key, source, target in edges.order_by("pk").values_list("pk", "source", "target"):
        steps[source].append((key, target))
    for start, end in ((loser.pk, survivor.pk), (survivor.pk, loser.pk)):
        if keys := _shortest(steps, start, end):
            by_key = {one.pk: one for one in _with_ends(Transfer.objects.filter(pk__in=keys))}
            yield [by_key[key] for key in keys]


def _shortest(steps: dict[int, list[tuple[int, int]]], start: int, end: int) -> list[int]:
    """Keys of the transfers on the shortest way, in order; [] if there is none."""
    ways: dict[int, list[int]] = {start: []}
    queue = [start]
    for here in queue:
        for key, beyond in steps.get(here, ()):
            if beyond not in ways:
                ways[beyond] = [*ways[here], key]
                queue.append(beyond)
    return ways.get(end, [])
