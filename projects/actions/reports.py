"""Verbs on what visitors tell the group: leave a report, settle it."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.limits import Limit, keep_to, take_turn
from people.mail import mail_to_group
from people.permissions import is_curator
from projects.choices import ReportKind
from projects.models import Project, Report

REPORTS_PER_NETWORK = Limit(10, timedelta(hours=1))
NETWORKS_KEPT = timedelta(days=1)


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
    mail_to_group("report", report=made)
    return made


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
