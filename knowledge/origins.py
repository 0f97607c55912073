"""What becomes of the answer to "Woher kam die Idee?": a transfer, a note, or nothing. A curator decides."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from knowledge.actions import record_transfer
from knowledge.choices import NoteKind, Phase
from knowledge.linking import groups_behind, take_over
from knowledge.models import OriginNote, Transfer
from projects.content.citing import source_of
from projects.models import Origin, OriginKind, Project


def open_origins() -> QuerySet[Origin]:
    """What was told about origins and nobody has settled yet; that it is one's own idea settles itself."""
    telling = Origin.objects.filter(kind__in=[OriginKind.HERE, OriginKind.ELSEWHERE], settled_at=None)
    return telling.select_related("source", "project")


def open_origin(project: Project) -> Origin | None:
    """What was told about the origin of this one, if it waits."""
    return open_origins().filter(project=project).first()


@transaction.atomic
def take_as_transfer(*, origin: Origin, by: Any, source: Project | None = None) -> Transfer:
    """Record that the idea came from the project that was named, or from the one that the curator found.

    Where the people of the entry have wanted it as a group before, that transfer goes on. Else nobody has
    said how far it has come: its phase is not known. ValidationError for a self or a cycle.
    """
    stored = _open_for(origin, by)
    giver = source or stored.source
    if giver is None:
        raise ValidationError(_("Please say from which project of the catalogue it came."))
    groups = groups_behind(stored.project, source=giver)
    if group := groups.first():
        transfer = take_over(transfer=group.transfer, project=stored.project, groups=groups)
    else:
        transfer = record_transfer(source=giver, target=stored.project, by=by, phase=Phase.UNKNOWN)
    _settle(stored)
    return transfer


@transaction.atomic
def take_as_note(*, origin: Origin, by: Any) -> OriginNote:
    """Keep it as an inspiration: text, and the address as its source, no edge."""
    stored = _open_for(origin, by)
    note = OriginNote.objects.create(project=stored.project, kind=NoteKind.INSPIRED, text=str(stored))
    if stored.url:
        note.sources.add(source_of(url=stored.url))
    _settle(stored)
    return note


@transaction.atomic
def leave_out(*, origin: Origin, by: Any) -> Origin:
    """Make nothing of it."""
    return _settle(_open_for(origin, by))


WAYS: dict[str, Callable[..., Any]] = {
    "transfer": take_as_transfer,
    "note": take_as_note,
    "nothing": leave_out,
}


def _open_for(origin: Origin, by: Any) -> Origin:
    stored = Origin.objects.select_for_update(of=("self",)).get(pk=origin.pk)
    if not by.has_perm("knowledge.settle_origin", stored.project):
        raise PermissionDenied(_("Only members of the steering group who did not write it may do this."))
    if stored.settled_at is not None:
        raise ValidationError(_("Somebody else has settled this already."))
    return stored


def _settle(origin: Origin) -> Origin:
    origin.settled_at = timezone.now()
    origin.save()
    return origin
