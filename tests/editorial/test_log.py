"""The decision log: who decided what in which words, readable years later."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects import actions
from projects.models import Decision
from tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def rejected(curator, contributor):
    project = ProjectFactory(title="Tauschregal", submitted=True, submitted_by=contributor)
    actions.reject(project=project, by=curator, words="Das ist Werbung.")
    return project


def read(browser, **query):
    return browser.get("/redaktion/protokoll/", query).content.decode()


def test_it_says_what_was_decided_by_whom_and_why(client_of, other_curator, curator, rejected):
    page = read(client_of(other_curator))

    assert "Abgelehnt" in page
    assert "Das ist Werbung." in page
    assert curator.email in page
    assert f"/redaktion/eintraege/{rejected.slug}/" in page


def test_it_can_be_read_when_the_people_and_the_entry_are_gone(client_of, other_curator, curator, rejected):
    curator.delete()
    rejected.delete()
    page = read(client_of(other_curator))

    assert "Tauschregal" in page
    assert "Das ist Werbung." in page
    assert "Mitglied der Steuerungsgruppe" in page
    assert "/redaktion/eintraege/" not in page


def test_it_can_be_searched(client_of, curator, rejected):
    assert "Tauschregal" in read(client_of(curator), q="werbung")
    assert "Tauschregal" in read(client_of(curator), q="tausch")
    assert "Keine Entscheidung" in read(client_of(curator), q="Zwiebel")


def test_it_names_no_contributor(client_of, curator, contributor):
    project = ProjectFactory(submitted=True, submitted_by=contributor)
    actions.log(project, "submitted", contributor)

    assert contributor.email not in read(client_of(curator))


def test_it_has_pages_and_asks_as_often_for_50_rows_as_for_3(client_of, curator):
    browser, counts = client_of(curator), []
    for number in (3, 60):
        for _ in range(number):
            actions.log(ProjectFactory(), "published", curator)
        with CaptureQueriesContext(connection) as run:
            read(browser)
        counts.append(len(run))

    assert counts[0] == counts[1] <= 15
    assert "seite=2" in read(browser)
    assert read(browser, seite="unfug").count("<strong>") == 50
    assert read(browser, seite="2").count("<strong>") == Decision.objects.count() - 50
