"""Verbs on pictures: add, describe, move, delete; report, show again."""

import secrets
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from people.permissions import is_curator
from projects.actions.deciding import log
from projects.actions.reports import report, settle_report
from projects.choices import ReportKind
from projects.models import DecisionKind, Picture, Project, Report
from projects.pictures.guarded import reencode
from projects.pictures.limits import MOST_PICTURES
from projects.pictures.looking import look_at
from projects.pictures.storage import folder_of, forget_files
from projects.telling import tell_picture_hidden


def add_picture(*, project: Project, upload: bytes, file_name: str, by: Any, **described: str) -> Picture:
    """Look at an upload, make our own files of it, keep it as the last picture of the entry.

    `described` are `alternative_text`, `people_shown` and `credit`. Raises PictureRefusedError for what is
    no picture, ValidationError for a seventh one or a poor description, PermissionDenied.
    """
    _must_be_allowed(by, project)
    refuse_one_more(project)
    look_at(upload, file_name)
    name = secrets.token_hex(16)
    folder_of(name).mkdir(parents=True)
    try:
        # Seconds of work: outside of the transaction, which on SQLite keeps all others from writing.
        width, height = reencode(upload, folder_of(name))
        return _keep(project, Picture(name=name, width=width, height=height, added_by=by, **described))
    except BaseException:
        forget_files([{"name": name}])
        raise


@transaction.atomic
def _keep(project: Project, picture: Picture) -> Picture:
    picture.project = Project.objects.select_for_update().get(pk=project.pk)
    refuse_one_more(picture.project)
    last = picture.project.pictures.last()
    picture.position = last.position + 1 if last else 1
    picture.full_clean()
    picture.save()
    return picture


def refuse_one_more(project: Project) -> None:
    """Raise ValidationError if the entry has all the pictures it can have."""
    if project.pictures.count() >= MOST_PICTURES:
        raise ValidationError(
            _("An entry has at most %(most)d pictures. Please delete one first.") % {"most": MOST_PICTURES}
        )


@transaction.atomic
def describe_picture(*, picture: Picture, by: Any, **described: str) -> Picture:
    """Change what is said about a picture: `alternative_text`, `people_shown`, `credit`."""
    stored = _locked(picture, by)
    for field, value in described.items():
        setattr(stored, field, value)
    stored.full_clean()
    stored.save()
    return stored


@transaction.atomic
def move_picture(*, picture: Picture, by: Any, places: int) -> None:
    """Move a picture towards the end of the row, or to its beginning with a negative number."""
    stored = _locked(picture, by)
    row = list(stored.project.pictures.all())
    here = row.index(stored)
    row.insert(max(0, here + places), row.pop(here))
    for position, shown in enumerate(row, start=1):
        shown.position = position
    Picture.objects.bulk_update(row, ["position"])


def put_behind(project: Project, other: Project) -> None:
    """Number the pictures of an entry so that they come after those of another that is to have them."""
    if last := other.pictures.last():
        project.pictures.update(position=F("position") + last.position)


@transaction.atomic
def delete_picture(*, picture: Picture, by: Any) -> None:
    """Delete a picture for good, with its files. When a curator does, its reports are settled with it."""
    stored = _locked(picture, by)
    if is_curator(by):
        _settle_reports(stored, by)
        log(stored.project, DecisionKind.PICTURE_DELETED, by, stored.alternative_text)
    stored.delete()


@transaction.atomic
def report_picture(*, picture: Picture, text: str, email: str = "", network_hash: str = "") -> Report:
    """Hide a picture at once because somebody objects to it; tell the group, and those who keep the entry.

    Raises TooManyTriesError when the network has reported too much of late.
    """
    stored = Picture.objects.select_for_update().get(pk=picture.pk)
    if stored.hidden_at is None:
        stored.hidden_at = timezone.now()
        stored.save()
        tell_picture_hidden(stored)
    return report(
        project=stored.project,
        picture=stored,
        kind=ReportKind.PICTURE,
        text=text,
        email=email,
        network_hash=network_hash,
    )


@transaction.atomic
def show_picture(*, picture: Picture, by: Any) -> Picture:
    """Show a picture again that was reported; for curators who have no part in the entry."""
    if not by.has_perm("projects.show_picture", picture.project):
        raise PermissionDenied(_("Nobody decides on their own entry."))
    stored = _locked(picture, by)
    stored.hidden_at = None
    stored.save()
    _settle_reports(stored, by)
    log(stored.project, DecisionKind.PICTURE_SHOWN, by, stored.alternative_text)
    return stored


def _must_be_allowed(by: Any, project: Project) -> None:
    if not by.has_perm("projects.change_pictures", project):
        raise PermissionDenied(_("Only those who keep the entry and the steering group may do this."))


def _locked(picture: Picture, by: Any) -> Picture:
    """The stored picture with its entry, nobody else changes either meanwhile.

    Raises ValidationError if it is gone, PermissionDenied.
    """
    project = Project.objects.select_for_update().get(pk=picture.project_id)
    _must_be_allowed(by, project)
    stored = project.pictures.filter(pk=picture.pk).first()
    if stored is None:
        raise ValidationError(_("This picture has been deleted meanwhile."))
    return stored


def _settle_reports(picture: Picture, by: Any) -> None:
    for open_report in picture.reports.filter(handled_at__isnull=True):
        settle_report(report=open_report, by=by)
