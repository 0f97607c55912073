"""Entries that came on paper: a member types them for somebody, who may confirm them by mail."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from outbox.mail import owe_mail
from people.actions import account_of
from people.links import LinkRefusedError, Purpose
from people.permissions import is_curator
from projects.actions import confirm, request_removal, submit
from projects.actions.claims import let_keep
from projects.choices import State
from projects.contributing.consents import note_paper_consent
from projects.contributing.entry import content_of_form
from projects.contributing.handing_in import checked_or_refused, close_draft, locked_draft
from projects.contributing.origins import keep_origin
from projects.models import Draft, OnBehalf, Project

CONFIRM = Purpose("projects.on_behalf", timedelta(days=30))
UNCONFIRMED_KEPT = timedelta(days=182)


@transaction.atomic
def hand_in_on_behalf(*, draft: Draft, by: Any, author: str, email: str = "") -> Project:
    """Make an entry of the draft that belongs to somebody else, and ask them to confirm it.

    Nobody keeps the entry until they do. Whoever typed it does not decide on it.
    """
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    stored = locked_draft(draft)
    if stored.handed_in_at or stored.project:
        raise ValidationError(_("This was handed in already."))
    form = checked_or_refused(stored)
    project = submit(content=content_of_form(form), by=by, owners=())
    keep_origin(project, form.cleaned_data)
    note_paper_consent(project=project)
    made = OnBehalf.objects.create(project=project, author=author, email=email)
    if email:
        ask_to_confirm(made)
    close_draft(stored, project, by)
    return project


def still_unconfirmed() -> QuerySet[OnBehalf]:
    """Entries whose author could not say yes before the link in the mail ran out, and can still be asked."""
    waiting = OnBehalf.objects.filter(confirmed_at=None, asked_at__lte=timezone.now() - CONFIRM.lifetime)
    gone = (State.REMOVED, State.MERGED, State.REJECTED)
    return waiting.exclude(email="").exclude(project__state__in=gone).select_related("project")


def ask_to_confirm(made: OnBehalf) -> None:
    """Write to the author, with a link that is good for 30 days."""
    made.asked_at = timezone.now()
    made.save()
    owe_mail("on_behalf", to=made.email, project=made.project, token=CONFIRM.token(made.pk))


def on_behalf_of(token: str) -> OnBehalf:
    """The entry that the link of a mail is about; LinkRefusedError if it is used up or the entry is gone."""
    found = OnBehalf.objects.select_related("project").filter(pk=CONFIRM.subject(token)).first()
    if found is None or found.is_confirmed or found.project.state in (State.REMOVED, State.MERGED):
        raise LinkRefusedError
    return found


@transaction.atomic
def confirm_on_behalf(*, token: str) -> Project:
    """The author says that it is right: the entry is theirs from now on. What was private on paper goes."""
    stored = _locked(token)
    let_keep(stored.project, account_of(stored.email))
    confirm(project=stored.project)
    stored.confirmed_at, stored.author, stored.email = timezone.now(), "", ""
    stored.save()
    return stored.project


@transaction.atomic
def refuse_on_behalf(*, token: str) -> Project:
    """The author does not want it to appear: it is hidden at once, like any removal that is asked for."""
    stored = _locked(token)
    words = _("Whoever it was entered for does not want it to appear.")
    request_removal(project=stored.project, by=account_of(stored.email), words=words)
    return stored.project


@transaction.atomic
def forget_authors() -> int:
    """Who it was on paper, half a year after nobody has confirmed it; that it is not confirmed stays."""
    old = OnBehalf.objects.filter(project__created_at__lt=timezone.now() - UNCONFIRMED_KEPT)
    return old.exclude(author="", email="").update(author="", email="")


def _locked(token: str) -> OnBehalf:
    found = on_behalf_of(token)
    OnBehalf.objects.select_for_update(of=("self",)).get(pk=found.pk)
    return on_behalf_of(token)
