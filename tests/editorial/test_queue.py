"""The one queue: everything that waits, since when, in a fixed number of queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.topics import propose_topic
from projects import actions
from projects.models import Claim, Decision, LegalReport, Objection, Origin, Project, RemovalRequest, Report
from projects.versions import version_now
from tests import factories as make

pytestmark = pytest.mark.django_db
AT_MOST = 15  # statements for all kinds, what objections are about, and what every page asks


class Waiting:
    """One of each kind that can wait, its title beginning with the kind."""

    def __init__(self, contributor):
        self.by, self.member = contributor, make.CuratorFactory()

    def add_one_of_each(self):
        self.new = make.ProjectFactory(title="Neu", submitted=True, submitted_by=self.by)
        make.ReportFactory(project=make.ProjectFactory(title="Gemeldet"))
        Claim.objects.create(project=make.ProjectFactory(title="Beansprucht"), by=self.by, words="Unseres.")
        RemovalRequest.objects.create(
            project=make.ProjectFactory(title="Weg"), by=self.by, words="Weg.", state_before="published"
        )
        LegalReport.objects.create(url="https://x.example/", words="Verboten.", name="L", email="l@x.example")
        long_ago = timezone.localdate() - timedelta(days=400)
        make.ProjectFactory(title="Veraltet", last_confirmed=long_ago)
        make.TransferFactory()
        Origin.objects.create(
            project=make.ProjectFactory(title="Herkunft"), kind="elsewhere", text="Aus Ulm."
        )
        topic = propose_topic(by=self.member, reason="Fehlt.", name=f"Vorschlag {self.new.pk}", icon="sun")
        make.InterestFactory(project=make.ProjectFactory(title="Begehrt"))
        make.NeedFactory(waiting=True)
        make.QuestionFactory(project=make.ProjectFactory(title="Gefragt"), to_network=True)
        make.MissedSearchFactory()
        make.LessonFactory(project=make.ProjectFactory(title="Gelernt"), state="submitted")
        make.LessonEchoFactory(state="submitted")
        handout = make.HandoutFactory(proposed_at=timezone.now())
        self.propose(make.ProjectFactory(title="Geändert"))
        for subject in (self.new, topic, handout):
            actions.object_to(subject=subject, by=make.CuratorFactory(), reason="Alt.", blocks=True)

    def propose(self, project):
        base = version_now(project)
        return actions.revise(
            project=project, content=base.content | {"results": "Man grüßt sich."}, base=base, by=self.by
        )


@pytest.fixture
def waiting(contributor):
    return Waiting(contributor)


def read(browser, kind=""):
    return browser.get("/redaktion/", {"art": kind} if kind else {})


def titles(rows):
    return [one.title for one in rows]


def test_everything_that_waits_is_in_one_queue(client_of, curator, waiting):
    waiting.add_one_of_each()
    queue = read(client_of(curator)).context["queue"]

    kinds = {count.kind.name: count.number for count in queue.counts}
    assert kinds == dict.fromkeys(
        [
            "entfernen",
            "recht",
            "neu",
            "aenderung",
            "unser-projekt",
            "interesse",
            "gesucht",
            "hinweis",
            "erfahrung",
            "resonanz",
            "frage",
            "thema",
            "handreichung",
            "herkunft",
            "transfer",
            "veraltet",
            "ohne-treffer",
        ],
        1,
    ) | {"einwand": 3}
    assert len(queue.urgent) == 16
    assert {one.kind.name for one in queue.later} == {
        "herkunft",
        "transfer",
        "veraltet",
        "ohne-treffer",
    }


def test_everything_in_the_queue_leads_to_a_page(client_of, curator, waiting):
    waiting.add_one_of_each()
    queue = read(client_of(curator)).context["queue"]

    assert {client_of(curator).get(one.url).status_code for one in [*queue.urgent, *queue.later]} == {200}


def test_it_asks_as_often_for_30_of_each_as_for_3(client_of, curator, waiting):
    browser, counts = client_of(curator), []
    for times in (3, 27):
        for _ in range(times):
            waiting.add_one_of_each()
        read(browser)
        with CaptureQueriesContext(connection) as run:
            assert read(browser).status_code == 200
        counts.append(len(run))
    assert counts[0] == counts[1] <= AT_MOST


def test_who_waits_longest_comes_first(client_of, curator, contributor):
    for title, days in (("Gestern", 1), ("Lange her", 9), ("Heute", 0)):
        report = make.ReportFactory(project=make.ProjectFactory(title=title))
        Report.objects.filter(pk=report.pk).update(created_at=timezone.now() - timedelta(days=days))
    response = read(client_of(curator))

    assert titles(response.context["queue"].urgent) == ["Lange her", "Gestern", "Heute"]
    page = response.content.decode()
    assert "seit 9 Tagen" in page
    assert "seit 1 Tag<" in page
    assert "seit heute" in page


def test_an_entry_waits_since_it_was_handed_in_last(client_of, curator, contributor):
    project = make.ProjectFactory(title="Tauschregal", submitted=True, submitted_by=contributor)
    project.owners.add(contributor)
    Project.objects.filter(pk=project.pk).update(created_at=timezone.now() - timedelta(days=30))
    actions.ask_back(project=project, by=curator, words="Wo?")
    assert read(client_of(curator)).context["queue"].total == 0

    actions.resubmit(project=project, by=contributor)
    [one] = read(client_of(curator)).context["queue"].urgent
    assert not one.is_long


def test_an_entry_waits_once_its_year_is_over_earlier_where_nobody_can_be_asked(client_of, curator):
    def entry_of(title, days, *keepers, **fields):
        confirmed = timezone.localdate() - timedelta(days=days)
        make.ProjectFactory(title=title, last_confirmed=confirmed, **fields).owners.set(keepers)

    willing, unwilling = make.UserFactory(), make.UserFactory(wants_reminders=False)
    entry_of("Noch Zeit", 340, willing)
    entry_of("Jahr vorbei", 366, willing)
    entry_of("Niemand zu fragen", 340, unwilling)
    entry_of("Ohne jemanden", 340)
    entry_of("Beendet", 700, activity="beendet")
    entry_of("Frisch", 300)
    rows = read(client_of(curator), "veraltet").context["queue"].later

    assert set(titles(rows)) == {"Jahr vorbei", "Niemand zu fragen", "Ohne jemanden"}
    assert {one.title: one.detail for one in rows}["Jahr vorbei"] == ""
    assert {one.title: one.detail for one in rows}["Ohne jemanden"] == "Niemand ist per E-Mail zu erreichen."


def test_one_kind_can_be_shown_alone(client_of, curator, waiting):
    waiting.add_one_of_each()
    queue = read(client_of(curator), "neu").context["queue"]

    assert (titles(queue.urgent), queue.later) == (["Neu"], [])
    assert queue.total == 20
    assert len(read(client_of(curator), "gibt-es-nicht").context["queue"].urgent) == 16


def test_what_is_one_s_own_is_marked(client_of, curator, other_curator):
    make.ProjectFactory(submitted=True, submitted_by=curator)
    kept = make.ProjectFactory(submitted=True)
    kept.owners.add(curator)

    assert [one.is_own for one in read(client_of(curator)).context["queue"].urgent] == [True, True]
    assert [one.is_own for one in read(client_of(other_curator)).context["queue"].urgent] == [False, False]


def test_what_is_decided_waits_no_more(client_of, curator, waiting):
    waiting.add_one_of_each()
    for objection in Objection.objects.all():
        actions.withdraw_objection(objection=objection, by=objection.by)
    actions.publish(project=waiting.new, by=curator)
    kinds = {count.kind.name for count in read(client_of(curator)).context["queue"].counts}

    assert "neu" not in kinds
    assert "einwand" not in kinds


def test_an_objection_about_something_that_is_gone_waits_for_nobody(client_of, curator):
    project = make.ProjectFactory(submitted=True)
    actions.object_to(subject=project, by=curator, reason="Nein.", blocks=True)
    project.delete()

    assert read(client_of(curator)).context["queue"].total == 0


def test_an_empty_queue_says_so(client_of, curator):
    assert "Es wartet nichts." in read(client_of(curator)).content.decode()


def test_the_queue_names_nobody(client_of, curator, waiting, contributor):
    waiting.add_one_of_each()
    page = read(client_of(curator)).content.decode()

    assert contributor.email not in page
    assert Decision.objects.exists()


def test_a_visitor_may_sign_in_first_and_comes_back(client):
    assert client.get("/redaktion/?art=neu").url == "/konto/anmelden/?next=/redaktion/%3Fart%3Dneu"
