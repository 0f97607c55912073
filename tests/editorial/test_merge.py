"""Merging on the desk: choose the other entry, see what will happen, clear the way, merge."""

import pytest

from knowledge.choices import Status
from projects.choices import State
from projects.models import Decision, DecisionKind, Project
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def survivor():
    home = make.DistrictFactory(name="Süd")
    return make.ProjectFactory(title="Tauschregal", slug="tauschregal", home_district=home)


@pytest.fixture
def loser():
    home = make.DistrictFactory(name="West")
    return make.ProjectFactory(title="Tausch-Regal", slug="tausch-regal", home_district=home)


PAGE = "/redaktion/eintraege/tausch-regal/zusammenfuehren/"
PAIR = f"{PAGE}?mit=tauschregal"


def text_of(response):
    return response.content.decode()


def merge(browser, **fields):
    seen = browser.get(PAIR).context["preview"].seen
    return browser.post(PAIR, {"merge": "1", "seen": seen, **fields}, follow=True)


def now(row):
    return type(row).objects.get(pk=row.pk)


def test_the_other_entry_is_proposed_or_looked_for(client_of, curator, loser, survivor):
    make.ProjectFactory(title="Lesecafé", submitted=True)
    page = text_of(client_of(curator).get(PAGE))
    assert "?mit=tauschregal" in page
    assert "Lesecafé" not in page

    found = text_of(client_of(curator).get(PAGE, {"q": "lese"}))
    assert "Lesecafé" in found
    assert "tauschregal" not in found
    assert "Kein Eintrag" in text_of(client_of(curator).get(PAGE, {"q": "zwiebel"}))


def test_the_preview_says_what_goes_over_and_changes_nothing(
    client_of, curator, loser, survivor, contributor
):
    loser.tags.add("Bücher")
    make.LessonFactory(project=loser, text="Bei uns hilft der feste Termin.")
    loser.owners.add(contributor)
    giver = make.ProjectFactory(title="Leihladen")
    make.TransferFactory(source=giver, target=loser)
    page = text_of(client_of(curator).get(PAIR))

    for said in (
        "Bücher",
        "Bei uns hilft der feste Termin.",
        "Leihladen → Tausch-Regal",
        "Leihladen → Tauschregal",
        "West wird ein weiterer Bezirk",
        "/projekte/tausch-regal/ führt zu /projekte/tauschregal/",
    ):
        assert said in page
    assert contributor.email not in page
    assert now(loser).state == State.PUBLISHED


@pytest.mark.parametrize(("ticked", "districts"), [({"with_home": "on"}, ["West"]), ({}, [])])
def test_curator_merges(client, client_of, curator, loser, survivor, ticked, districts):
    assert "Beide sind jetzt ein Eintrag" in text_of(merge(client_of(curator), **ticked))
    assert now(loser).merged_into == survivor
    assert [reach.district.name for reach in survivor.reaches.all()] == districts
    assert client.get("/projekte/tausch-regal/").url == "/projekte/tauschregal/"


def test_conflicts_are_named_and_cleared_there_and_then(client_of, curator, loser, survivor):
    browser, giver = client_of(curator), make.ProjectFactory(title="Leihladen")
    between = make.TransferFactory(source=loser, target=survivor)
    mine = make.TransferFactory(source=giver, target=loser, year_from=2014)
    theirs = make.TransferFactory(source=giver, target=survivor)
    page = text_of(browser.get(PAIR))
    assert "zu ihm selbst" in page
    assert "doppelt" in page
    assert 'name="merge"' not in page
    assert "zu ihm selbst" in text_of(merge(browser))

    browser.post(PAIR, {"retract": between.pk})
    browser.post(PAIR, {"join": mine.pk})
    assert now(between).status == now(mine).status == Status.RETRACTED
    assert now(theirs).year_from == 2014
    assert "Beide sind jetzt ein Eintrag" in text_of(merge(browser))
    logged = Decision.objects.filter(kind=DecisionKind.RETRACTED).get()
    assert (logged.by, logged.title) == (curator, "Tausch-Regal → Tauschregal")


def test_only_what_stands_in_the_way_is_retracted_here(client_of, curator, loser, survivor):
    other = make.TransferFactory()
    for button in ("retract", "join"):
        page = client_of(curator).post(PAIR, {button: other.pk}, follow=True)
        assert "nicht mehr im Weg" in text_of(page)
    assert now(other).status == Status.OPEN


def test_nobody_clears_the_way_for_their_own_entry(client_of, curator, loser, survivor):
    loser.owners.add(curator)
    between = make.TransferFactory(source=loser, target=survivor)
    client_of(curator).post(PAIR, {"retract": between.pk})
    assert now(between).status == Status.OPEN
    between.delete()

    assert "eigenen Eintrag" in text_of(merge(client_of(curator)))
    assert now(loser).state == State.PUBLISHED


def test_what_was_changed_meanwhile_is_looked_at_again(client_of, curator, loser, survivor):
    browser = client_of(curator)
    seen = browser.get(PAIR).context["preview"].seen
    Project.objects.filter(pk=survivor.pk).update(summary="Ganz anders.")
    page = browser.post(PAIR, {"merge": "1", "seen": seen}, follow=True)

    assert "inzwischen geändert" in text_of(page)
    assert now(loser).state == State.PUBLISHED


def test_what_cannot_be_merged_says_why(client_of, curator, loser, survivor):
    Project.objects.filter(pk=survivor.pk).update(state=State.REMOVED)
    page = text_of(client_of(curator).get(PAIR))

    assert "entfernt und kann nicht zusammengeführt werden" in page
    assert 'name="merge"' not in page


def test_a_wrong_button_or_entry(client_of, curator, loser, survivor):
    assert client_of(curator).post(PAIR, {"explode": "1"}).status_code == 400
    assert client_of(curator).get(f"{PAGE}?mit=gibt-es-nicht").status_code == 404
