"""Verbs on what visitors tell the group: leave a report, settle it."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from outbox.mail import language_now, owe_mail
from people.limits import Limit, keep_to, take_turn
from people.mail import mail_to_group
from people.permissions import is_curator
from projects.actions.deciding import log
from projects.choices import ReportKind
from projects.models import DecisionKind, Picture, Project, Report

REPORTS_PER_NETWORK = Limit(10, timedelta(hours=1))
ADDRESS_KEPT = timedelta(days=180)  # after the group has dealt with it


@transaction.atomic
def report(
    *,
    project: Project,
    kind: ReportKind,
    text: str,
    email: str = "",
    network_hash: str = "",
    picture: Picture | None = None,
) -> Report:
    """Leave a word about an entry with the group: in the admin's list and by mail to every curator.

    Raises TooManyTriesError when the network has left too many of late.
    """
    take_turn("report")
    keep_to(REPORTS_PER_NETWORK, Report.objects.filter(network_hash=network_hash).exclude(network_hash=""))
    made = Report.objects.create(
        project=project,
        kind=kind,
        text=text,
        email=email,
        language=language_now(),
        network_hash=network_hash,
        picture=picture,
    )
    mail_to_group("report", report=made)
    return made


@transaction.atomic
def settle_report(*, report: Report, by: Any, words: str = "") -> Report:
    """Note that the group has dealt with a report; `words` go to whoever left an address.

    ValidationError if somebody has settled it before: one wins, the other is told.
    """
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    stored = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if stored.handled_at is not None:
        raise ValidationError(_("Somebody else has answered this already."))
    stored.handled_at, stored.handled_by = timezone.now(), by
    stored.save()
    log(stored.project, DecisionKind.SETTLED, by, words.strip())
    if stored.email and words.strip():
        owe_mail(
            "report_answered", to=stored.email, language=stored.language, report=stored, words=words.strip()
        )
    return stored


def forget_senders() -> int:
    """Empty the addresses on reports that were handled long ago; returns how many."""
    old = Report.objects.filter(handled_at__lt=timezone.now() - ADDRESS_KEPT)
    return old.exclude(email="").update(email="")
