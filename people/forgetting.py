"""Verbs that delete what is older than its storage period: of this floor, and of Django's own tables."""

from datetime import timedelta

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.db.models import F, Q
from django.utils import timezone

from people.actions import delete_account
from people.mail import mail_to
from people.models import Reminded, User

NETWORKS_KEPT = timedelta(days=7)
ADMIN_LOG_KEPT = timedelta(days=365)
IDLE = timedelta(days=730)  # two years
NOTICE = timedelta(days=30)
REMINDED_KEPT = timedelta(days=730)  # longer than anything stays due


def forget_networks() -> int:
    """Empty every imprint of a network that is older than a week, wherever one is kept."""
    before = timezone.now() - NETWORKS_KEPT
    keeping = [
        model
        for model in apps.get_models()
        if any(field.name == "network_hash" for field in model._meta.get_fields())
    ]
    old = [model._default_manager.filter(created_at__lt=before) for model in keeping]
    return sum(rows.exclude(network_hash="").update(network_hash="") for rows in old)


def forget_sessions() -> int:
    return Session.objects.filter(expire_date__lt=timezone.now()).delete()[0]


def forget_admin_log() -> int:
    return LogEntry.objects.filter(action_time__lt=timezone.now() - ADMIN_LOG_KEPT).delete()[0]


def forget_reminded() -> int:
    return Reminded.objects.filter(sent_on__lt=timezone.localdate() - REMINDED_KEPT).delete()[0]


def forget_idle_accounts() -> int:
    """Delete the accounts of people who were told and did not come back; tell those who are next.

    Nobody goes without a notice a month before, even if this has not run for years. Returns how many went.
    """
    today = timezone.localdate()
    was_told = Q(idle_notice_on__gt=F("last_seen"))
    idle = User.objects.filter(was_told, last_seen__lte=today - IDLE, idle_notice_on__lte=today - NOTICE)
    for person in (gone := list(idle)):
        delete_account(person=person)
    for person in User.objects.filter(last_seen__lte=today - IDLE + NOTICE).exclude(was_told):
        mail_to(person, "account_idle", last_day=today + NOTICE)
        User.objects.filter(pk=person.pk).update(idle_notice_on=today)
    return len(gone)
