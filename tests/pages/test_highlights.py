""" "Einen Blick wert": the group chooses on the desk what the start page shows, why, and until when."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pages.actions import feature
from pages.models import Highlight
from projects.models import Project
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGE = "/redaktion/einen-blick-wert/"


def day(days):
    return timezone.localdate() + timedelta(days=days)


def html_of(client, path="/"):
    return client.get(path).content.decode()


@pytest.fixture
def choose(client_of, curator):
    """A member fills in the form."""

    def post(project, sentence="Weil alle mitmachen.", days=30):
        said = {"project": project, "sentence": sentence, "featured_until": day(days)}
        return client_of(curator).post(PAGE, said, follow=True)

    return post


def test_the_group_chooses_by_title_or_address_and_says_why(client, choose):
    make.ProjectFactory(title="Nähtreff")
    other = make.ProjectFactory(title="Lesecafé")
    choose("nähtreff", "Mit <b>Kaffee</b>.")
    choose(f"http://127.0.0.1:8000{other.get_absolute_url()}", "Mit Büchern.")
    html = html_of(client)
    assert html.index("Einen Blick wert") < html.index("Nähtreff") < html.index("Neu im Katalog")
    assert "Mit &lt;b&gt;Kaffee&lt;/b&gt;." in html
    assert "Mit Büchern." in html


def test_chosen_again_it_says_something_else(choose):
    make.ProjectFactory(title="Nähtreff")
    choose("Nähtreff", "Alt.")
    choose("Nähtreff", "Neu.")
    assert Highlight.objects.get().sentence == "Neu."


@pytest.mark.parametrize(("days", "is_shown"), [(0, True), (-1, False)])
def test_after_its_last_day_it_is_gone_by_itself(client, client_of, curator, days, is_shown):
    project = make.ProjectFactory(title="Nähtreff")
    Highlight.objects.create(project=project, sentence="Weil alle mitmachen.", featured_until=day(days))
    assert ("Weil alle mitmachen." in html_of(client)) is is_shown
    assert ("Nicht mehr zu sehen" in html_of(client_of(curator), PAGE)) is not is_shown


def test_what_is_not_public_is_neither_chosen_nor_shown(client, choose):
    make.ProjectFactory(title="Geheim", archived=True)
    assert "kein veröffentlichtes Projekt" in choose("Geheim").content.decode()
    shown = make.ProjectFactory(title="Nähtreff")
    choose("Nähtreff")
    Project.objects.filter(pk=shown.pk).update(state="removed")
    assert "Nähtreff" not in html_of(client)


def test_a_refusal_keeps_what_was_typed(choose):
    make.ProjectFactory(title="Nähtreff")
    html = choose("Nähtreff", "Weil alle mitmachen.", days=-1).content.decode()
    assert "Dieser Tag ist vorbei." in html
    assert "Weil alle mitmachen." in html
    assert not Highlight.objects.exists()


def test_six_are_shown_and_a_seventh_waits_for_room(curator):
    for _ in range(6):
        feature(project=make.ProjectFactory(), sentence="Gut.", featured_until=day(9), by=curator)
    seventh = {"project": make.ProjectFactory(), "sentence": "Gut.", "by": curator}
    with pytest.raises(ValidationError, match="Höchstens 6"):
        feature(**seventh, featured_until=day(9))
    Highlight.objects.filter(pk=Highlight.objects.first().pk).update(featured_until=day(-1))
    feature(**seventh, featured_until=day(9))


def test_it_is_taken_away_by_a_button(client, client_of, curator, choose):
    make.ProjectFactory(title="Nähtreff")
    choose("Nähtreff")
    client_of(curator).post(PAGE, {"unfeature": Highlight.objects.get().pk})
    assert "Weil alle mitmachen." not in html_of(client)


def test_the_page_of_an_entry_on_the_desk_leads_here(client_of, curator):
    project = make.ProjectFactory(title="Nähtreff")
    browser = client_of(curator)
    address = f"{PAGE}?projekt={project.get_absolute_url()}"
    assert address in html_of(browser, f"/redaktion/eintraege/{project.slug}/")
    assert f'value="{project.get_absolute_url()}"' in html_of(browser, address)


def test_both_pages_ask_as_often_for_six_as_for_one(client, client_of, curator):
    counts = []
    for times in (1, 5):
        for _ in range(times):
            feature(project=make.ProjectFactory(), sentence="Gut.", featured_until=day(9), by=curator)
        for browser, path in ((client, "/"), (client_of(curator), PAGE)):
            browser.get(path)
            with CaptureQueriesContext(connection) as run:
                browser.get(path)
            counts.append(len(run))
    assert counts[:2] == counts[2:]
