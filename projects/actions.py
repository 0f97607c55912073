"""Verbs of the catalogue: changes with an actor, a rule or an aftermath."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from outbox.mail import owe_mail
from people.limits import Limit, keep_to, take_turn
from people.models import User
from people.permissions import is_curator
from projects.choices import ReportKind, State
from projects.models import Project, Report
from projects.permissions import has_submitted
from projects.place_rules import refuse_misplaced

REPORTS_PER_NETWORK = Limit(10, timedelta(hours=1))
NETWORKS_KEPT = timedelta(days=1)

# From which states a verb leads on; what is not listed here is refused with a sentence.
LEADS_TO = {
    State.PUBLISHED: {State.SUBMITTED, State.QUERIED, State.ARCHIVED, State.REMOVED},
    State.ARCHIVED: {State.PUBLISHED},
    State.REMOVED: {State.SUBMITTED, State.QUERIED, State.PUBLISHED, State.ARCHIVED, State.REJECTED},
}


@transaction.atomic
def publish(*, project: Project, by: Any) -> Project:
    """Show a project to everyone. PermissionDenied for anyone but a curator, and on one's own entry."""
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group publishes."))
    if has_submitted(by, project):
        raise PermissionDenied(_("Nobody approves their own entry. Please ask a second member of the group."))
    stored = _move(project, State.PUBLISHED)
    refuse_misplaced(stored)
    stored.published_at = stored.published_at or timezone.now()
    stored.save()
    return stored


@transaction.atomic
def archive(*, project: Project, by: Any) -> Project:
    """Take a published project out of sight; its transfers stay as they are."""
    return _moved_by_curator(project, State.ARCHIVED, by)


@transaction.atomic
def hide(*, project: Project, by: Any) -> Project:
    """Remove a project from every page at once. Removal on request wins: the seed never brings it back."""
    return _moved_by_curator(project, State.REMOVED, by)


@transaction.atomic
def confirm(*, project: Project, on: date | None = None) -> Project:
    """Note that somebody who knows has confirmed the entry."""
    stored = Project.objects.select_for_update().get(pk=project.pk)
    stored.last_confirmed = on or timezone.localdate()
    stored.save()
    return stored


def _moved_by_curator(project: Project, state: State, by: Any) -> Project:
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    stored = _move(project, state)
    stored.save()
    return stored


def _move(project: Project, state: State) -> Project:
    """The stored project with its new state, not saved; ValidationError if no way leads there."""
    stored = Project.objects.select_for_update().get(pk=project.pk)
    if stored.state not in LEADS_TO[state]:
        raise ValidationError(
            _("“%(title)s” is %(state)s: this step is not possible.")
            % {"title": stored, "state": stored.get_state_display()}
        )
    stored.state = state
    return stored


@transaction.atomic
def report(
    *, project: Project, kind: ReportKind, text: str, email: str = "", network_hash: str = ""
) -> Report:
    """Leave a word about an entry with the group: in the admin's list and by mail to every curator.

    Raises TooManyTriesError when the network has left too many of late.
    """
    take_turn("report")
    _forget_networks()
    keep_to(REPORTS_PER_NETWORK, Report.objects.filter(network_hash=network_hash).exclude(network_hash=""))
    made = Report.objects.create(
        project=project, kind=kind, text=text, email=email, network_hash=network_hash
    )
    with translation.override(settings.LANGUAGE_CODE):  # the group's language, not the visitor's
        _owe_mail_to_curators(made)
    return made


def _owe_mail_to_curators(made: Report) -> None:
    link = settings.SITE_URL + reverse("admin:projects_report_change", args=[made.pk])
    for reader in User.objects.filter(is_curator=True, is_active=True):
        owe_mail(
            to=[reader.email],
            subject=f"[{settings.SITE_NAME}] {made.get_kind_display()}: {made.project.title}",
            body="\n\n".join(
                [
                    _("Somebody wrote about “%(title)s”:") % {"title": made.project.title},
                    made.text,
                    _("To answer and to decide:") + f"\n{link}",
                ]
            ),
        )


def _forget_networks() -> None:
    """Networks are known as long as the limit needs them, and never for more than a week."""
    kept_since = timezone.now() - NETWORKS_KEPT
    Report.objects.filter(created_at__lt=kept_since).exclude(network_hash="").update(network_hash="")


@transaction.atomic
def settle_report(*, report: Report, by: Any) -> Report:
    """Note that the group has dealt with a report; the first one who did so stays named."""
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    stored = Report.objects.select_for_update().get(pk=report.pk)
    if stored.handled_at is None:
        stored.handled_at, stored.handled_by = timezone.now(), by
        stored.save()
    return stored
