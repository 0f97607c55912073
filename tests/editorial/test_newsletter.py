"""The Rundbrief: ready text about what is new, made of what everyone may read."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.models import Newsletter
from editorial.newsletter import note_newsletter, told_until
from projects.models import Project
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGE = "/redaktion/rundbrief/"


def ago(days):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def text(client_of, curator):
    """The text that a member is offered; "" if there is none."""

    def read(**since):
        return client_of(curator).get(PAGE, since).context["text"]

    return read


def test_it_tells_of_entries_transfers_and_the_next_meeting(text):
    south = make.DistrictFactory(name="Süd")
    new = make.ProjectFactory(title="Nähtreff", summary="Gemeinsam nähen.", home_district=south)
    make.TransferFactory(source=make.ProjectFactory(title="Urbild"), target=new)
    make.MeetingFactory(title="Herbsttreffen", place="Bürgerhaus")
    make.NeedFactory(lacks="Ein Raum für 20 Stühle", district=south)
    told = text()

    for words in (
        "– Nähtreff (Süd)\n  Gemeinsam nähen.\n  http://127.0.0.1:8000/projekte/naehtreff/",
        "→ Nähtreff (Süd)",
        "Herbsttreffen",
        "Bürgerhaus",
        "NEU IM KATALOG",
        "GESUCHT",
        "– Ein Raum für 20 Stühle\n  Eine Gruppe in Süd\n",
        "DAS NÄCHSTE TREFFEN",
        "Kennen Sie noch ein Projekt?",
    ):
        assert words in told
    assert "\n\n\n" not in told


def test_it_tells_only_what_everyone_may_read(text):
    for state in ("submitted", "removed", "archived"):
        hidden = make.ProjectFactory(title=f"Geheim {state}", **{state: True})
        make.TransferFactory(source=make.ProjectFactory(), target=hidden)
    make.MeetingFactory(title="Geheimes Treffen", state="draft")
    make.NeedFactory(lacks="Geheimer Raum", waiting=True)
    told = text()

    assert "Geheim" not in told
    assert "auf Wunsch entfernt" in told


def test_it_begins_where_the_last_one_ended(text, client_of, curator):
    make.ProjectFactory(title="Alt", published_at=ago(200))
    make.ProjectFactory(title="Schon erzählt", published_at=ago(5))
    assert "Schon erzählt" in text()
    assert "– Alt" not in text()

    browser = client_of(curator)
    shown = browser.get(PAGE).context["now"]
    make.ProjectFactory(title="Inzwischen neu")
    browser.post(PAGE, {"until": shown.isoformat()})
    assert (Newsletter.objects.get().until, Newsletter.objects.get().by) == (shown, curator)
    assert "Inzwischen neu" in text()
    assert "Schon erzählt" not in text()


def test_a_day_can_be_chosen(text):
    make.ProjectFactory(title="Alt", published_at=ago(200))
    Newsletter.objects.create(until=ago(5))

    assert text() == ""
    assert "– Alt" in text(seit=str(ago(201).date()))
    assert text(seit="kein Tag") == text(seit="") == ""


def test_an_entry_that_became_public_brings_its_transfers_along(text):
    old = make.ProjectFactory(title="Urbild", published_at=ago(300))
    transfer = make.TransferFactory(source=old, target=make.ProjectFactory(title="Nähtreff"))
    type(transfer).objects.update(created_at=ago(250))

    assert "Urbild" in text()
    Project.objects.filter(title="Nähtreff").update(published_at=ago(250))
    assert text() == ""


def test_what_nobody_can_miss_is_no_news_by_itself(text):
    make.MeetingFactory(title="Herbsttreffen")

    assert text() == ""


def test_a_note_lies_never_ahead(curator):
    note_newsletter(until=timezone.now() + timedelta(days=30), by=curator)

    assert told_until() <= timezone.now()


@pytest.mark.parametrize("until", ["", "gestern", "2026-01-01", "2026-13-01T00:00:00Z"])
def test_a_moment_that_is_none_is_a_bad_request(client_of, curator, until):
    assert client_of(curator).post(PAGE, {"until": until}).status_code == 400
    assert not Newsletter.objects.exists()


def test_it_asks_as_often_for_30_as_for_3(client_of, curator):
    browser, counts = client_of(curator), []
    for times in (3, 27):
        for _ in range(times):
            make.TransferFactory(source=make.ProjectFactory(), target=make.ProjectFactory())
        browser.get(PAGE)
        with CaptureQueriesContext(connection) as run:
            browser.get(PAGE)
        counts.append(len(run))
    assert counts[0] == counts[1] <= 15
