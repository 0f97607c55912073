"""The group is reminded when people wait for it: once a week, and before a promised day."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from people.models import Reminded
from projects import actions
from projects.models import RemovalRequest, Report
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]


def remind():
    mail.outbox.clear()
    call_command("send_reminders", verbosity=0)
    return mail.outbox


def days_pass(days):
    for row in Reminded.objects.all():
        Reminded.objects.filter(pk=row.pk).update(sent_on=row.sent_on - timedelta(days=days))


def report_of(days, title="Nähtreff", text="Der Ort stimmt nicht."):
    report = make.ReportFactory(
        project=make.ProjectFactory(title=title), text=text, email="leserin@example.org"
    )
    Report.objects.filter(pk=report.pk).update(created_at=timezone.now() - timedelta(days=days))
    return report


def removal_of(days, by):
    made = actions.request_removal(project=make.ProjectFactory(title="Lesecafé"), by=by, words="Bitte.")
    RemovalRequest.objects.filter(pk=made.pk).update(created_at=timezone.now() - timedelta(days=days))
    return made


class TestWhatWaits:
    def test_every_member_is_told_after_seven_days_and_not_before(self, curator, other_curator):
        report = report_of(6)
        assert remind() == []
        Report.objects.update(created_at=timezone.now() - timedelta(days=8))
        assert {message.to[0] for message in remind()} == {curator.email, other_curator.email}
        [message, _other] = mail.outbox
        assert "Eine Sache wartet" in message.subject
        for words in ("Nähtreff", "seit 8 Tagen", "/redaktion/"):
            assert words in message.body
        for private in (report.email, report.text):
            assert private not in message.body

    def test_it_is_told_once_a_week_as_long_as_something_waits(self, curator):
        report = report_of(8)
        assert len(remind()) == 1
        assert remind() == []
        days_pass(6)
        assert remind() == []
        days_pass(1)
        assert len(remind()) == 1
        days_pass(7)
        actions.settle_report(report=report, by=curator)
        assert remind() == []

    def test_the_longest_waiting_are_named_and_all_are_counted(self, curator):
        for number in range(12):
            report_of(8 + number, title=f"Projekt Nr. {number}.")
        [message] = remind()
        assert "12 Dinge warten" in message.subject
        assert message.body.index("Nr. 11.") < message.body.index("Nr. 2.")
        assert "Nr. 1." not in message.body

    def test_what_nobody_waits_for_does_not_count(self, curator):
        make.ProjectFactory(last_confirmed=timezone.localdate() - timedelta(days=900))
        assert remind() == []


class TestRemoval:
    @pytest.mark.parametrize(("days", "told"), [(4, 0), (5, 1), (6, 1)])
    def test_the_group_is_told_two_days_before_the_promised_one(self, curator, contributor, days, told):
        removal_of(days, contributor)
        assert len(remind()) == told

    def test_once_with_its_day_and_its_page(self, curator, contributor):
        made = removal_of(5, contributor)
        [message] = remind()
        due = RemovalRequest.objects.get().due_at
        assert f"{timezone.localtime(due).day}." in message.subject
        assert f"/redaktion/entfernen/{made.pk}/" in message.body
        assert remind() == []

    def test_what_is_decided_is_due_no_more(self, curator, contributor):
        actions.grant_removal(request=removal_of(5, contributor), by=curator)
        assert remind() == []
