"""Once a year: is it still right? Asked by mail, answered by a button, never by looking."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from outbox.actions import drain
from people.models import Reminded
from projects import actions
from projects.actions.freshness import STILL_RIGHT, mark_of_seen
from projects.content.reading import content_of
from projects.contributing.consents import note_consent, withdraw_consent
from projects.contributing.on_behalf import CONFIRM
from projects.freshness import as_of, entries_to_confirm
from projects.models import Consent, Decision, DecisionKind, OnBehalf, Project
from projects.versions import version_now
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

SOON, LATE, ENDED = 340, 400, "beendet"


def ago(days):
    return timezone.localdate() - timedelta(days=days)


def entry_of(*keepers, days=SOON, **fields):
    project = make.ProjectFactory(title="Nähtreff", last_confirmed=ago(days) if days else None, **fields)
    project.owners.set(keepers)
    return project


def now(project):
    return Project.objects.get(pk=project.pk)


def remind():
    call_command("send_reminders", verbosity=0)


def days_pass(days):
    """Everything that was sent lies further back; the entries grow older."""
    for row in Reminded.objects.all():
        Reminded.objects.filter(pk=row.pk).update(sent_on=row.sent_on - timedelta(days=days))


def link(message=-1):
    return re.search(r"http\S+(/mitmachen/stimmt-noch/\S+)", mail.outbox[message].body)[1]


def answer(browser, address, what):
    """Press the button of the page as it stands there."""
    seen = re.search(r'name="seen" value="([^"]+)"', browser.get(address).content.decode())[1]
    return browser.post(address, {"antwort": what, "seen": seen}, follow=True)


@pytest.fixture
def entry(contributor):
    return entry_of(contributor)


class TestMail:
    def test_who_keeps_an_entry_is_asked_before_the_year_is_over(self, entry, contributor):
        remind()
        [message] = mail.outbox
        assert message.to == [contributor.email]
        assert message.subject == "Stimmt „Nähtreff“ noch?"
        for words in ("stimmt noch, ändern oder beendet", "Ihre Steuerungsgruppe", "/konto/"):
            assert words in message.body

    def test_it_is_asked_once_however_often_cron_runs(self, entry):
        for _ in range(3):
            remind()
        assert len(mail.outbox) == 1

    def test_it_is_asked_again_after_two_weeks_and_then_no_more(self, entry):
        remind()
        days_pass(13)
        remind()
        assert len(mail.outbox) == 1
        days_pass(1)
        remind()
        remind()
        assert len(mail.outbox) == 2
        assert "Vor zwei Wochen" in mail.outbox[1].body
        assert "lange nicht bestätigt" in mail.outbox[1].body
        days_pass(100)
        remind()
        assert len(mail.outbox) == 2

    def test_the_next_year_begins_anew(self, entry):
        remind()
        days_pass(14)
        remind()
        days_pass(323)
        remind()
        assert len(mail.outbox) == 3
        assert "Vor zwei Wochen" not in mail.outbox[2].body
        days_pass(14)
        remind()
        assert len(mail.outbox) == 4

    def test_who_has_answered_is_left_alone(self, entry, client):
        remind()
        answer(client, link(), "ja")
        days_pass(30)
        remind()
        assert len(mail.outbox) == 1

    def test_all_who_keep_it_are_asked_each_by_themselves(self, contributor, other_contributor):
        entry_of(contributor, other_contributor)
        remind()
        assert sorted(message.to[0] for message in mail.outbox) == sorted(
            [contributor.email, other_contributor.email]
        )

    @pytest.mark.parametrize(
        "about",
        [{"days": 300}, {"activity": ENDED}, {"archived": True}, {"submitted": True}, {"removed": True}],
    )
    def test_nobody_is_asked_where_there_is_nothing_to_ask(self, contributor, about):
        entry_of(contributor, **about)
        remind()
        assert mail.outbox == []

    def test_an_entry_that_nobody_has_confirmed_is_asked_about_a_year_after_its_publication(
        self, contributor
    ):
        entry_of(contributor, days=None, published_at=timezone.now() - timedelta(days=SOON))
        make.ProjectFactory(
            published_at=timezone.now() - timedelta(days=SOON)
        )  # from sources: nobody keeps it
        remind()
        assert len(mail.outbox) == 1

    @pytest.mark.parametrize("unwilling", [{"wants_reminders": False}, {"is_active": False}])
    def test_who_wants_no_reminders_gets_none(self, unwilling):
        entry_of(make.UserFactory(**unwilling))
        remind()
        assert mail.outbox == []

    def test_who_takes_the_consent_back_is_asked_no_more_about_this_entry(self, entry, contributor):
        other = make.ProjectFactory(title="Lesecafé", last_confirmed=ago(SOON))
        other.owners.add(contributor)
        consent = note_consent(project=entry, by=contributor, kind="remind")
        withdraw_consent(consent=consent, by=contributor)
        remind()
        assert [message.subject for message in mail.outbox] == ["Stimmt „Lesecafé“ noch?"]
        note_consent(project=entry, by=contributor, kind="remind")
        remind()
        assert len(mail.outbox) == 2

    def test_the_mail_speaks_the_language_of_its_reader(self):
        entry_of(make.UserFactory(language="en"))
        remind()
        assert mail.outbox[0].subject == "Is “Nähtreff” still right?"

    def test_whoever_wrote_on_paper_is_asked_to_confirm_once_more_when_the_link_has_run_out(self, client):
        made = OnBehalf.objects.create(
            project=make.ProjectFactory(),
            author="Nähtreff",
            email="papier@example.org",
            asked_at=timezone.now(),
        )
        remind()
        assert mail.outbox == []
        OnBehalf.objects.update(asked_at=timezone.now() - CONFIRM.lifetime)
        remind()
        OnBehalf.objects.update(asked_at=timezone.now() - CONFIRM.lifetime)
        remind()
        [message] = mail.outbox
        assert message.to == ["papier@example.org"]
        assert f"/mitmachen/bestaetigen/{CONFIRM.token(made.pk)[:10]}" in message.body


class TestLink:
    @pytest.fixture
    def address(self, entry):
        remind()
        return link()

    def test_looking_at_it_ten_times_changes_nothing(self, entry, address, client):
        before = Project.objects.values().get()
        for _ in range(10):
            html = client.get(address).content.decode()
        for words in ("Stimmt noch", "Ändern", "Beendet", "Nähtreff"):
            assert words in html
        assert Project.objects.values().get() == before

    def test_still_right_confirms_it_for_a_year(self, entry, address, client):
        html = answer(client, address, "ja").content.decode()
        assert "ist bestätigt" in html
        assert now(entry).last_confirmed == timezone.localdate()
        assert not entries_to_confirm().exists()

    def test_ended_is_said_by_the_entry_and_its_history(self, entry, address, client, contributor):
        html = answer(client, address, ENDED).content.decode()
        assert "beendet ist" in html
        assert reverse("projects:change", args=[entry.slug]) in html
        assert (now(entry).activity, now(entry).last_confirmed) == (ENDED, timezone.localdate())
        assert entry.versions.first().made_by == contributor
        assert "beendet" in client.get(entry.get_absolute_url()).content.decode()

    def test_to_change_leads_to_the_form(self, entry, address, client, client_of, contributor):
        form = reverse("projects:change", args=[entry.slug])
        assert f'href="{form}"' in client.get(address).content.decode()
        assert client_of(contributor).get(form).status_code == 200

    def test_it_is_used_once_by_whoever_is_first(self, contributor, other_contributor, client):
        project = entry_of(contributor, other_contributor)
        remind()
        answer(client, link(0), "ja")
        for used in (link(0), link(1)):
            assert client.get(used).status_code == client.post(used, {"antwort": ENDED}).status_code == 404
        assert now(project).activity != ENDED

    def test_it_is_good_for_this_question_this_entry_and_this_person(self, entry, contributor, client):
        other = make.ProjectFactory(last_confirmed=entry.last_confirmed)
        stranger = make.UserFactory()
        for key, state in [
            (f"{other.pk}-{contributor.pk}", as_of(other)),
            (f"{entry.pk}-{stranger.pk}", as_of(entry)),
            (f"{entry.pk}-{contributor.pk}", ago(3)),
            (f"987654-{contributor.pk}", as_of(entry)),
        ]:
            token = STILL_RIGHT.token(key, state=state)
            assert client.post(reverse("contributing:still-right", args=[token])).status_code == 404
        forged = CONFIRM.token(f"{entry.pk}-{contributor.pk}", state=as_of(entry))
        assert client.get(reverse("contributing:still-right", args=[forged])).status_code == 404

    def test_it_ends_after_three_months(self, entry, address, client, monkeypatch):
        from django.core.signing import time

        later = time.time() + 91 * 86_400
        monkeypatch.setattr(time, "time", lambda: later)
        assert client.get(address).status_code == 404

    @pytest.mark.parametrize("leave", ["leaves the entry", "is not active", "entry is hidden"])
    def test_it_ends_with_what_it_rests_on(self, entry, address, client, contributor, curator, leave):
        if leave == "leaves the entry":
            entry.owners.clear()
        elif leave == "is not active":
            type(contributor).objects.filter(pk=contributor.pk).update(is_active=False)
        else:
            actions.hide(project=entry, by=curator)
        assert client.get(address).status_code == 404

    def test_nobody_confirms_what_they_have_not_seen(self, entry, address, client, curator):
        html = client.get(address).content.decode()
        seen = re.search(r'name="seen" value="([^"]+)"', html)[1]
        base = version_now(entry)
        actions.revise(project=entry, content=base.content | {"results": "Anders."}, base=base, by=curator)
        html = client.post(address, {"antwort": "ja", "seen": seen}).content.decode()
        assert "inzwischen geändert" in html
        assert now(entry).last_confirmed == entry.last_confirmed

    def test_an_answer_that_is_none_is_a_bad_request(self, address, client):
        assert client.post(address, {"antwort": "vielleicht"}).status_code == 400


class TestOnTheSite:
    @pytest.mark.parametrize("page", ["/konto/", "/mitmachen/meine/"])
    def test_the_account_asks_about_what_one_keeps(self, client_of, contributor, entry, page):
        make.ProjectFactory(title="Fremdes", last_confirmed=ago(LATE))
        html = client_of(contributor).get(page).content.decode()
        assert "Stimmt es noch?" in html
        assert reverse("projects:still-right", args=[entry.slug]) in html
        assert "Fremdes" not in html

    def test_the_account_does_not_ask_where_nothing_is_due(self, client_of, contributor):
        entry_of(contributor, days=30)
        assert "Stimmt es noch?" not in client_of(contributor).get("/konto/").content.decode()

    def test_the_account_asks_the_database_as_often_for_three_as_for_one(self, client_of, contributor):
        browser, counts = client_of(contributor), []
        for number in (1, 2):
            for _ in range(number):
                entry_of(contributor)
            browser.get("/konto/")
            with CaptureQueriesContext(connection) as run:
                browser.get("/konto/")
            counts.append(len(run))
        assert counts[0] == counts[1]

    def test_one_click_is_enough(self, client_of, contributor, entry):
        browser = client_of(contributor)
        html = browser.get("/konto/").content.decode()
        form = re.search(
            r'action="(/projekte/\S+/stimmt-noch/)".*?name="seen" value="([^"]+)"', html, re.DOTALL
        )
        browser.post(form[1], {"antwort": "ja", "seen": form[2]})
        assert now(entry).last_confirmed == timezone.localdate()

    def test_others_may_not(self, client_of, other_contributor, visitor, entry):
        address = reverse("projects:still-right", args=[entry.slug])
        assert client_of(other_contributor).post(address, {"antwort": "ja"}).status_code == 403
        assert client_of(visitor).post(address, {"antwort": "ja"}).status_code == 302
        for person in (other_contributor, make.UserFactory()):
            with pytest.raises(PermissionDenied):
                actions.say_still_right(project=entry, by=person, seen=mark_of_seen(entry))
        assert now(entry).last_confirmed == entry.last_confirmed

    def test_a_curator_who_has_asked_by_telephone_confirms_and_the_log_knows(self, client_of, curator, entry):
        answer(client_of(curator), reverse("projects:still-right", args=[entry.slug]), "ja")
        assert now(entry).last_confirmed == timezone.localdate()
        [line] = Decision.objects.about(entry)
        assert (line.kind, line.by) == (DecisionKind.CONFIRMED, curator)
        assert mail.outbox == []

    def test_what_is_not_public_is_not_confirmed(self, contributor, curator, entry):
        actions.archive(project=entry, by=curator)
        with pytest.raises(ValidationError):
            actions.say_still_right(project=entry, by=contributor, seen=mark_of_seen(now(entry)))

    def test_an_entry_that_says_ended_already_is_only_confirmed(self, contributor):
        project = entry_of(contributor, activity=ENDED)
        actions.say_ended(project=project, by=contributor, seen=mark_of_seen(project))
        assert now(project).last_confirmed == timezone.localdate()


class TestWhatTheEntrySays:
    def test_long_not_confirmed_after_a_year_and_not_before(self, client):
        for days, says_so in ((LATE, True), (360, False)):
            html = client.get(entry_of(days=days).get_absolute_url()).content.decode()
            assert ("Lange nicht bestätigt" in html) is says_so

    def test_what_has_ended_stays_true(self, client):
        html = client.get(entry_of(days=LATE, activity=ENDED).get_absolute_url()).content.decode()
        assert "Lange nicht bestätigt" not in html

    @pytest.mark.usefixtures("empty_index")
    def test_an_answer_moves_it_up_again(self, client, contributor):
        old = entry_of(contributor, days=LATE)
        fresh = make.ProjectFactory(title="Nähtreff am Markt", last_confirmed=ago(2))
        drain()

        def order():
            html = client.get("/projekte/?q=Nähtreff").content.decode()
            return html.index(old.get_absolute_url() + '"') < html.index(fresh.get_absolute_url() + '"')

        assert not order()
        actions.say_still_right(project=old, by=contributor, seen=mark_of_seen(now(old)))
        drain()
        assert order()

    def test_who_hands_it_in_or_changes_it_has_confirmed_it(self, contributor, other_contributor, curator):
        content = content_of(now(entry_of(city=True))) | {"title": "Zweiter Nähtreff"}
        project = actions.submit(content=content, by=contributor)
        assert now(project).last_confirmed == timezone.localdate()
        Project.objects.filter(pk=project.pk).update(last_confirmed=ago(LATE))
        for person, is_confirmed in ((curator, False), (contributor, True)):
            base = version_now(project)
            changed = base.content | {"results": f"Von {person.pk}."}
            actions.revise(project=project, content=changed, base=base, by=person)
            assert (now(project).last_confirmed == timezone.localdate()) is is_confirmed

    def test_who_types_for_others_confirms_nothing(self, curator):
        content = content_of(now(entry_of(city=True))) | {"title": "Zweiter Nähtreff"}
        assert now(actions.submit(content=content, by=curator, owners=())).last_confirmed is None
        assert Consent.objects.count() == 0
