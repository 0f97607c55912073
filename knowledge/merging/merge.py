"""The verb that makes two entries one, under the graph lock."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from districts.models import FormerSlug
from knowledge.actions.transfers import check_rules
from knowledge.graph import lock_graph
from knowledge.merging.conflicts import conflicts_of, moved_ends, moving
from knowledge.merging.rows import move_rows
from people.permissions import is_curator
from projects.actions.deciding import log
from projects.actions.pictures import put_behind
from projects.choices import GONE, State
from projects.models import Approval, DecisionKind, Objection, Project, VersionKind
from projects.permissions import is_involved
from projects.pictures.limits import MOST_PICTURES
from projects.place_rules import refuse_misplaced
from projects.versions import record_version, version_now


@transaction.atomic
def merge(*, loser: Project, survivor: Project, by: Any, with_home: bool = True) -> Project:
    """Make `loser` a part of `survivor` and return the survivor: its address leads there from now on.

    `with_home`: the home district of the loser becomes a further district of the survivor. Raises
    PermissionDenied for anyone but a curator who has no part in either; ValidationError with a sentence for
    each thing in the way, and then nothing is changed.
    """
    lock_graph()
    loser, survivor = _locked(loser, survivor)
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    if is_involved(by, loser) or is_involved(by, survivor):
        raise PermissionDenied(_("Nobody decides on their own entry."))
    if sentences := refusals(loser, survivor):
        raise ValidationError(sentences)
    version_now(loser)
    version_now(survivor)
    log(loser, DecisionKind.MERGED, by, str(survivor))  # now: those who keep it are told
    _move_transfers(loser, survivor)
    put_behind(loser, survivor)
    move_rows(loser, survivor, with_home=with_home)
    _move_addresses(loser, survivor)
    _settle(loser, survivor)
    log(survivor, DecisionKind.MERGED, by, str(loser))
    record_version(survivor, VersionKind.MERGED, by)
    return survivor


def refusals(loser: Project, survivor: Project) -> list[str]:
    """A sentence for each thing in the way; none if they can be merged."""
    if loser.pk == survivor.pk:
        return [_("An entry cannot be merged with itself.")]
    found = [
        *_of_states(loser, survivor),
        *_of_open_questions(loser, survivor),
        *_of_pictures(loser, survivor),
    ]
    return found or [conflict.sentence for conflict in conflicts_of(loser, survivor)]


def _of_states(loser: Project, survivor: Project) -> list[str]:
    found = [
        _("“%(title)s” is %(state)s and cannot be merged.") % {"title": one, "state": one.get_state_display()}
        for one in (loser, survivor)
        if one.state in GONE
    ]
    if loser.state == State.PUBLISHED and survivor.state != State.PUBLISHED:
        found.append(
            _("“%(loser)s” is published, “%(survivor)s” is not: please merge them the other way round.")
            % {"loser": loser, "survivor": survivor}
        )
    return found


def _of_open_questions(loser: Project, survivor: Project) -> list[str]:
    found = []
    for one in (loser, survivor):
        if Objection.objects.about(one).blocking().exists():
            found.append(_("There is an open objection to “%(title)s”.") % {"title": one})
        if one.removal_requests.open().exists():
            found.append(
                _("Somebody asks for “%(title)s” to be removed. Please answer first.") % {"title": one}
            )
    return found


def _of_pictures(loser: Project, survivor: Project) -> list[str]:
    if loser.pictures.count() + survivor.pictures.count() <= MOST_PICTURES:
        return []
    return [
        _("Together they have more than %(most)d pictures. Please delete some first.")
        % {"most": MOST_PICTURES}
    ]


def _locked(loser: Project, survivor: Project) -> tuple[Project, Project]:
    """Both rows as they are stored; in the order of their keys, so that no two merges wait for each other."""
    keys = Q(pk=loser.pk) | Q(pk=survivor.pk)
    rows = {row.pk: row for row in Project.objects.select_for_update().filter(keys).order_by("pk")}
    return rows[loser.pk], rows[survivor.pk]


def _move_transfers(loser: Project, survivor: Project) -> None:
    """All that count; those that were retracted stay in the history of the entry they were about."""
    for transfer in moving(loser, survivor):
        transfer.source_id, transfer.target_id, _district = moved_ends(transfer, loser, survivor)
        check_rules(transfer)
        transfer.save()


def _move_addresses(loser: Project, survivor: Project) -> None:
    """What led to the loser, by a former address or an earlier merge, leads to the survivor."""
    kind = ContentType.objects.get_for_model(Project)
    FormerSlug.objects.filter(content_type=kind, object_id=loser.pk).update(object_id=survivor.pk)


def _settle(loser: Project, survivor: Project) -> None:
    """The loser leads on; the survivor has what it did not have. Approvals were given to what stood there."""
    Approval.objects.about(loser).delete()
    Approval.objects.about(survivor).delete()
    if survivor.contact_id is None:
        survivor.contact_id, loser.contact_id = loser.contact_id, None
    survivor.last_confirmed = max(
        filter(None, [survivor.last_confirmed, loser.last_confirmed]), default=survivor.last_confirmed
    )
    loser.state, loser.merged_into = State.MERGED, survivor
    loser.save()
    survivor.save()
    refuse_misplaced(Project.objects.get(pk=survivor.pk))
