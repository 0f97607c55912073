"""Storage periods: one table, shown to everyone and carried out by one command."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from outbox.actions import drain
from outbox.models import OutboxEntry
from people import periods
from people.forgetting import (
    IDLE,
    NOTICE,
    forget_admin_log,
    forget_idle_accounts,
    forget_networks,
    forget_sessions,
)
from people.models import SignInCode, User
from projects.actions.legal import forget_senders as forget_legal_senders
from projects.actions.reports import forget_senders as forget_report_senders
from projects.models import LegalReport, Question, Report
from tests import factories as make

pytestmark = pytest.mark.django_db


def ago(**time):
    return timezone.now() - timedelta(**time)


def last_seen(days, **fields):
    return make.UserFactory(last_seen=timezone.localdate() - timedelta(days=days), **fields)


class TestTable:
    def test_privacy_page_shows_every_row_whatever_the_group_has_written(self, client):
        from pages.models import Page

        Page.objects.create(slug="datenschutz", body="Unser eigener Text.")
        page = client.get("/datenschutz/").content.decode()

        assert "Unser eigener Text." in page
        for period in periods.all_periods():
            assert str(period.what) in page
            assert str(period.how_long) in page

    def test_other_pages_do_without(self, client):
        assert "<table" not in client.get("/impressum/").content.decode()

    def test_periods_are_told_in_the_language_of_the_page(self):
        told = {}
        for language in ("de", "en"):
            with translation.override(language):
                told[language] = [str(period.how_long) for period in periods.all_periods()]

        assert "höchstens 7 Tage" in told["de"]
        assert "7 days at most" in told["en"]
        assert (
            "until you delete it, or 24 months after your last visit; we write to you a month before"
            in told["en"]
        )

    def test_names_are_words_for_a_report(self):
        assert all(re.fullmatch(r"[a-z-]+", period.name) for period in periods.all_periods())


class TestCommand:
    @pytest.fixture
    def table(self, monkeypatch):
        monkeypatch.setattr(periods, "_periods", {})

    def test_it_carries_out_every_row_and_says_how_much(self, table, capsys):
        periods.register(
            periods.Period("one", "", "", "", lambda: 3), periods.Period("other", "", "", "", lambda: 0)
        )
        call_command("forget_expired")

        assert capsys.readouterr().out == "one: 3\nother: 0\n"

    def test_a_row_that_fails_keeps_no_other_from_being_done(self, table, capsys):
        def fail():
            raise OSError("erika@example.org")

        periods.register(
            periods.Period("broken", "", "", "", fail), periods.Period("other", "", "", "", lambda: 1)
        )
        with pytest.raises(CommandError, match=r"broken \(OSError\)") as failure:
            call_command("forget_expired")

        assert capsys.readouterr().out == "other: 1\n"
        assert "erika" not in str(failure.value)

    def test_a_second_run_finds_nothing_to_do(self, capsys):
        make.QuestionFactory()
        Question.objects.update(created_at=ago(days=2))
        SignInCode.objects.create(email="a@example.org", code_hash="x", expires_at=timezone.now())
        SignInCode.objects.update(created_at=ago(days=2))
        call_command("forget_expired")
        first = capsys.readouterr().out
        call_command("forget_expired")

        assert "codes: 1\n" in first
        assert "questions-unconfirmed: 1\n" in first
        assert set(re.findall(r": (\d+)", capsys.readouterr().out)) == {"0"}


@pytest.mark.parametrize(("days", "stays"), [(6, True), (8, False)])
def test_imprints_of_networks_go_after_a_week_wherever_they_are(days, stays):
    make.ReportFactory(network_hash="n")
    make.QuestionFactory(network_hash="n")
    for model in (Report, Question):
        model.objects.update(created_at=ago(days=days))

    assert forget_networks() == (0 if stays else 2)
    assert {Report.objects.get().network_hash, Question.objects.get().network_hash} == {"n" if stays else ""}


def test_sessions_that_are_over_go():
    Session.objects.create(session_key="old", session_data="", expire_date=ago(minutes=1))
    Session.objects.create(session_key="new", session_data="", expire_date=ago(minutes=-1))

    assert forget_sessions() == 1
    assert Session.objects.get().pk == "new"


@pytest.mark.parametrize(("days", "stays"), [(13, True), (15, False)])
def test_mails_that_nobody_takes_are_given_up(days, stays):
    for kind in ("mail", "index"):
        OutboxEntry.objects.create(kind=kind, payload={})
    OutboxEntry.objects.update(created_at=ago(days=days))
    call_command("forget_expired")

    assert OutboxEntry.objects.filter(kind="mail").exists() is stays
    assert OutboxEntry.objects.filter(kind="index").exists()


def test_log_of_the_administration_goes_after_a_year():
    for _ in range(2):
        LogEntry.objects.create(user=make.UserFactory(), object_repr="x", action_flag=CHANGE)
    LogEntry.objects.filter(pk=LogEntry.objects.first().pk).update(action_time=ago(days=366))

    assert forget_admin_log() == 1
    assert LogEntry.objects.count() == 1


@pytest.mark.parametrize(("days", "stays"), [(179, True), (181, False)])
def test_addresses_of_those_who_wrote_to_the_group_go_half_a_year_after_the_answer(days, stays):
    make.ReportFactory(email="a@example.org", handled_at=ago(days=days))
    make.ReportFactory(email="open@example.org")
    LegalReport.objects.create(
        url="/", words="x", name="Erika", email="a@example.org", answer="granted", answered_at=ago(days=days)
    )

    assert forget_report_senders() == forget_legal_senders() == int(not stays)
    assert Report.objects.filter(email="a@example.org").exists() is stays
    assert Report.objects.filter(email="open@example.org").exists()
    assert LegalReport.objects.filter(name="Erika", email="a@example.org").exists() is stays


class TestIdleAccounts:
    def test_person_is_told_a_month_before(self):
        person = last_seen(IDLE.days - NOTICE.days, language="en")
        last_seen(IDLE.days - NOTICE.days - 1)

        assert forget_idle_accounts() == 0
        assert forget_idle_accounts() == 0
        drain()
        assert [message.to for message in mail.outbox] == [[person.email]]
        assert "ends in a month" in mail.outbox[0].subject
        assert "/en/konto/" in mail.outbox[0].body

    @pytest.mark.parametrize(("told", "goes"), [(NOTICE.days, True), (NOTICE.days - 1, False)])
    def test_person_who_was_told_a_month_ago_goes(self, told, goes):
        last_seen(IDLE.days, idle_notice_on=timezone.localdate() - timedelta(days=told))

        assert forget_idle_accounts() == int(goes)
        assert User.objects.exists() is not goes

    def test_nobody_goes_without_a_notice_even_if_nothing_ran_for_years(self):
        last_seen(5 * 365)

        assert forget_idle_accounts() == 0
        assert User.objects.get().idle_notice_on == timezone.localdate()

    def test_person_who_came_back_stays(self):
        last_seen(10, idle_notice_on=timezone.localdate() - NOTICE - timedelta(days=700))

        assert forget_idle_accounts() == 0
        assert User.objects.exists()

    def test_person_who_came_back_and_left_again_is_told_again(self):
        last_seen(IDLE.days, idle_notice_on=timezone.localdate() - timedelta(days=IDLE.days + 5))

        assert forget_idle_accounts() == 0
        assert User.objects.get().idle_notice_on == timezone.localdate()

    def test_their_entries_stay(self):
        person = last_seen(IDLE.days, idle_notice_on=timezone.localdate() - NOTICE)
        entry = make.ProjectFactory(submitted_by=person)
        forget_idle_accounts()
        entry.refresh_from_db()

        assert entry.submitted_by is None
