""" "Ist es eines davon?", while a title is typed: published entries with a like name."""

import pytest
from django.urls import reverse

from outbox.actions import drain
from search.likeness import likely_meant
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def entries(empty_index):
    make.ProjectFactory(title="Repair Café Heslach")
    make.ProjectFactory(title="Tauschring", summary="Im Repair Café wird auch getauscht.")
    make.ProjectFactory(title="Repair Café Botnang", submitted=True)
    make.ProjectFactory(title="Lesecafé")
    drain()


@pytest.mark.parametrize("typed", ["Repair-Café", "repaircafe im Westen", "Reperatur Heslach", "Café Repair"])
def test_a_like_title_is_found_however_it_is_spelled(typed):
    assert "Repair Café Heslach" in [project.title for project in likely_meant(typed)]


def test_entries_that_only_speak_of_it_and_those_not_published_are_left_out():
    assert [project.title for project in likely_meant("Repair")] == ["Repair Café Heslach"]


@pytest.mark.parametrize("typed", ["", "Re", "–", "Quartiersgarten"])
def test_nothing_is_shown_where_nothing_is_like_it(typed):
    assert likely_meant(typed) == []


def test_the_fragment_asks_whether_it_is_one_of_these(client):
    html = client.get(reverse("search:meant"), {"titel": "Repair Café"}).content.decode()
    assert "Ist es eines davon?" in html
    assert "Repair Café Heslach" in html
    assert "Botnang" not in html
    assert "<html" not in html


def test_the_form_shows_it_beside_a_title_that_was_saved(client):
    page = client.get(reverse("contributing:start")).content.decode()
    assert "Ist es eines davon?" not in page
    address = page.split('action="/mitmachen/')[1].split('"')[0]
    saved = client.post(f"/mitmachen/{address}", {"title": "Repair Café", "revision": 0, "sichern": ""})
    assert "Ist es eines davon?" in client.get(saved.url).content.decode()
