"""A group has begun: its own entry takes the place of "eine Gruppe in …"."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from knowledge.actions.interests import begin_interest
from knowledge.actions.process import shared
from knowledge.actions.transfers import save_checked
from knowledge.choices import Side
from knowledge.graph import lock_graph
from knowledge.merging.joining import join_transfers
from knowledge.models import Interest, Transfer
from knowledge.sides import sides_of
from projects.choices import State
from projects.contributing.drafts import keep
from projects.models import Draft, OriginKind, Project
from projects.models.draft import new_token
from projects.querysets import ProjectQuerySet

MAY_BE_LINKED = [State.PUBLISHED, State.SUBMITTED, State.QUERIED]


def linkable_by(person: Any) -> ProjectQuerySet:
    """The entries of this person that can be the project which took an idea over."""
    return Project.objects.involving(person).filter(state__in=MAY_BE_LINKED)


@transaction.atomic
def link_target(*, transfer: Transfer, by: Any, project: Project) -> Transfer:
    """Name the entry of one's own that took the idea over; returns the transfer, which may be another row.

    Where the pair has a transfer already, the two become one. Further groups of the district that have not
    begun keep a transfer of their own. PermissionDenied for anyone but the receiving side and their own
    entries; ValidationError if there is a project already, or a rule would break.
    """
    stored, _side = shared(transfer, by)
    _must_receive(by, stored)
    if not linkable_by(by).filter(pk=project.pk).exists():
        raise PermissionDenied(_("Please choose an entry of your own."))
    return take_over(transfer=stored, project=project, groups=stored.groups.filter(by=by))


@transaction.atomic
def take_over(*, transfer: Transfer, project: Project, groups: Any) -> Transfer:
    """Let the project be where the idea of these groups went, whoever says so."""
    lock_graph()
    if transfer.target_id is not None:
        raise ValidationError(_("There is a project already that has taken it over."))
    source, district = transfer.source, transfer.interested_district
    others = list(transfer.groups.exclude(pk__in=groups.values("pk")))
    taken = _with_target(transfer, project)
    if others and district:  # their interest goes on, by itself
        left = begin_interest(source=source, district=district, by=others[0].by)
        Interest.objects.filter(pk__in=[other.pk for other in others]).update(transfer=left)
    return taken


def _with_target(transfer: Transfer, project: Project) -> Transfer:
    """One transfer a pair: where there is a record already, it takes what this one knows."""
    twin = Transfer.objects.filter(source=transfer.source_id, target=project).first()
    if twin:
        return join_transfers(kept=twin, joined=transfer)
    transfer.target, transfer.interested_district = project, None
    save_checked(transfer)
    return transfer


def begin_draft(*, transfer: Transfer, by: Any) -> Draft:
    """A draft of the entry with which a group takes an idea over: place, topics and origin are filled in.

    PermissionDenied for anyone but the receiving side.
    """
    _must_receive(by, transfer)
    group = transfer.groups.filter(by=by).first()
    district = group.district if group else transfer.interested_district
    typed = {
        "place": [str(district or "")],
        "topics": [str(key) for key in transfer.source.topics.values_list("pk", flat=True)],
        "origin_kind": [OriginKind.HERE.value],
        "origin_project": [transfer.source.title],
    }
    return keep(token=new_token(), typed=typed, revision=0, by=by).draft


def _must_receive(by: Any, transfer: Transfer) -> None:
    if Side.TARGET not in sides_of(by, transfer):
        raise PermissionDenied(_("Only the people of this side may do this."))


def groups_behind(project: Project, *, source: Project) -> Any:
    """The groups by which people of this project have said that they want the idea of `source`."""
    people = [*project.owners.values_list("pk", flat=True), project.submitted_by_id]
    waiting = Transfer.objects.counted().filter(source=source, target=None)
    return Interest.objects.filter(transfer__in=waiting, by__in=[key for key in people if key])
