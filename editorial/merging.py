"""Merging, as the desk shows it: a preview of everything that will happen, and the decisions on the way."""

from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.models import District
from editorial.seen import mark_of
from knowledge.actions import retract_transfer
from knowledge.graph import lock_graph
from knowledge.merging import Conflict, ConflictKind, conflicts_of, join_transfers, merge, moves_of, refusals
from knowledge.merging.conflicts import moving
from knowledge.merging.rows import Moves, new_district
from knowledge.models import Transfer
from people.permissions import is_curator
from projects.actions import log
from projects.models import DecisionKind, Project
from projects.permissions import is_involved

# Of these the preview names each row; of all others, which may be private, it says how many.
NAMED = {
    "projects.TaggedProject.content_object": "tag",
    "projects.Project_topics.project": "topic",
    "projects.Project_quarters.project": "quarter",
    "projects.Project_organisations.project": "organisation",
    "projects.Project_sources.project": "source",
    "projects.Reach.project": "district",
    "projects.SupportOffer.project": "",
    "projects.Picture.project": "",
    "knowledge.Lesson.project": "",
    "knowledge.OriginNote.project": "",
}
CALLED: dict[str, Promise] = {
    "projects.TaggedProject.content_object": gettext_lazy("tags"),
    "projects.Project_topics.project": gettext_lazy("topics"),
    "projects.Project_quarters.project": gettext_lazy("quarters"),
    "projects.Project_organisations.project": gettext_lazy("organisations"),
    "projects.Project_sources.project": gettext_lazy("sources"),
    "projects.Project_owners.project": gettext_lazy("people who keep the entry"),
    "projects.Project.merged_into": gettext_lazy("entries merged before"),
    "projects.Origin.source": gettext_lazy("entries that name it as their origin"),
}


class Line(NamedTuple):
    """One kind of thing that goes over: how many, and which, where they may be named."""

    label: str
    number: int
    names: list[str]


class Passage(NamedTuple):
    """A transfer before and after."""

    before: str
    after: str


class Preview(NamedTuple):
    """Everything that merging will do, and what stands in its way."""

    lines: list[Line]
    transfers: list[Passage]
    new_district: District | None
    contact: str
    sentences: list[str]
    conflicts: list[Conflict]
    seen: str

    @property
    def is_possible(self) -> bool:
        return not self.sentences and not self.conflicts


def preview(loser: Project, survivor: Project) -> Preview:
    """What `merge` would do now."""
    conflicts = conflicts_of(loser, survivor)
    named = {conflict.sentence for conflict in conflicts}
    return Preview(
        lines=[_line(moves) for moves in moves_of(loser, survivor)],
        transfers=[_passage(one, loser, survivor) for one in moving(loser, survivor)],
        new_district=new_district(loser, survivor),
        contact=str(loser.contact) if loser.contact and not survivor.contact_id else "",
        sentences=[sentence for sentence in refusals(loser, survivor) if sentence not in named],
        conflicts=conflicts,
        seen=_seen(loser, survivor),
    )


def _line(moves: Moves) -> Line:
    relation, rows = str(moves.relation), moves.rows
    label = CALLED.get(relation) or moves.relation.model._meta.verbose_name_plural
    names = []
    if relation in NAMED:
        names = [str(getattr(row, NAMED[relation]) if NAMED[relation] else row) for row in rows]
    return Line(str(label), len(rows), names)


def _passage(transfer: Transfer, loser: Project, survivor: Project) -> Passage:
    source = survivor if transfer.source_id == loser.pk else transfer.source
    target = survivor if transfer.target_id == loser.pk else transfer.target
    return Passage(str(transfer), f"{source} → {target or transfer.interested_district}")


def _seen(loser: Project, survivor: Project) -> str:
    return f"{mark_of(loser)}/{mark_of(survivor)}"


@transaction.atomic
def merge_as_seen(*, loser: Project, survivor: Project, by: Any, seen: str, with_home: bool) -> Project:
    """Merge what the member has seen; ValidationError if either entry was changed meanwhile."""
    lock_graph()
    stored = [Project.objects.select_for_update().get(pk=pk) for pk in sorted([loser.pk, survivor.pk])]
    by_key = {row.pk: row for row in stored}
    if seen != _seen(by_key[loser.pk], by_key[survivor.pk]):
        raise ValidationError(_("One of the entries was changed meanwhile. Please look at both again."))
    return merge(loser=loser, survivor=survivor, by=by, with_home=with_home)


@transaction.atomic
def retract_in_the_way(*, loser: Project, survivor: Project, key: int, by: Any) -> Transfer:
    """Retract one of the transfers that stand in the way of this merge."""
    _must_decide(by, loser, survivor)
    lock_graph()
    found = {one.pk: one for conflict in conflicts_of(loser, survivor) for one in conflict.transfers}
    if key not in found:
        raise ValidationError(_("This transfer is not in the way any more."))
    log(found[key], DecisionKind.RETRACTED, by)
    return retract_transfer(transfer=found[key])


@transaction.atomic
def join_in_the_way(*, loser: Project, survivor: Project, key: int, by: Any) -> Transfer:
    """Join a transfer of the entry that goes to its double of the one that stays."""
    _must_decide(by, loser, survivor)
    lock_graph()
    for conflict in conflicts_of(loser, survivor):
        if conflict.kind == ConflictKind.DOUBLE and conflict.transfers[0].pk == key:
            joined, kept = conflict.transfers
            log(joined, DecisionKind.MERGED, by, str(kept))
            return join_transfers(kept=kept, joined=joined)
    raise ValidationError(_("This transfer is not in the way any more."))


def _must_decide(by: Any, *projects: Project) -> None:
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    if any(is_involved(by, project) for project in projects):
        raise PermissionDenied(_("Nobody decides on their own entry."))
