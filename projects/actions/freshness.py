"""Verbs of the yearly question whether an entry is still right: ask, say yes, say that it has ended."""

from datetime import timedelta
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.links import LinkRefusedError, Purpose
from people.mail import About, mail_to
from people.models import User
from projects.actions.deciding import log
from projects.actions.entries import revise
from projects.actions.states import confirm
from projects.choices import Activity, State
from projects.freshness import as_of, entries_to_confirm, keepers_to_ask
from projects.models import DecisionKind, Project
from projects.permissions import keeps
from projects.versions import version_now

STILL_RIGHT = Purpose("projects.still_right", timedelta(days=90))


class Asked(NamedTuple):
    """Who was asked about which entry."""

    project: Project
    person: User


def ask_whether_right(project: Project, *, is_second: bool = False) -> None:
    """Write to all who keep the entry and may be asked; to nobody if one of them has answered meanwhile."""
    stored = entries_to_confirm().select_for_update(of=("self",)).filter(pk=project.pk).first()
    if stored is None:
        return
    for person in keepers_to_ask(stored):
        token = STILL_RIGHT.token(f"{stored.pk}-{person.pk}", state=as_of(stored))
        about = {"project": stored, "as_of": as_of(stored), "token": token, "is_second": is_second}
        mail_to(person, "still_right", about=About.REMINDERS, **about)


def asked_by(token: str) -> Asked:
    """What the link of a mail asks of whom; LinkRefusedError once somebody has answered, if the person does
    not keep the entry any more, or if nobody can see it."""
    key, _dash, person = STILL_RIGHT.subject(token).partition("-")
    project = Project.objects.published().filter(pk=key).first()
    keeper = User.objects.filter(pk=person, is_active=True, owned_projects=int(key)).first()
    if project is None or keeper is None:
        raise LinkRefusedError
    STILL_RIGHT.check(token, state=as_of(project))
    return Asked(project, keeper)


@transaction.atomic
def say_still_right(*, project: Project, by: Any, seen: str) -> Project:
    """Confirm the entry as it was `seen`. PermissionDenied; ValidationError if it was changed meanwhile."""
    return _confirmed(_as_seen(project, by, seen), by)


@transaction.atomic
def say_ended(*, project: Project, by: Any, seen: str) -> Project:
    """Note that the project has ended. The entry stays: what was learned helps others."""
    stored = _as_seen(project, by, seen)
    if stored.activity != Activity.ENDED:
        base = version_now(stored)
        revise(project=stored, content=base.content | {"activity": Activity.ENDED}, base=base, by=by)
    return _confirmed(stored, by)


def mark_of_seen(project: Project) -> str:
    """What a page sends along, so that nobody confirms what they have not seen."""
    return project.updated_at.isoformat()


def _as_seen(project: Project, by: Any, seen: str) -> Project:
    stored = Project.objects.select_for_update().get(pk=project.pk)
    if not by.has_perm("projects.confirm_project", stored):
        raise PermissionDenied(_("Only those who keep the entry and the steering group may do this."))
    if stored.state != State.PUBLISHED:
        raise ValidationError(_("This entry is not public."))
    if mark_of_seen(stored) != seen:
        raise ValidationError(_("The entry was changed meanwhile. Please look at it again."))
    return stored


def _confirmed(project: Project, by: Any) -> Project:
    """What the group confirms for others stands in its log."""
    if not keeps(by, project):
        log(project, DecisionKind.CONFIRMED, by)
    return confirm(project=project)
