""" "Passt das zu uns?": plain questions, what is there, what is missing, who solved that before."""

import re

import pytest

from projects.models import Project
from projects.prerequisites import prerequisites_of
from tests import factories as make

pytestmark = pytest.mark.django_db

ADDRESS = "/projekte/naehtreff/passt-das/"


@pytest.fixture
def project():
    needs = "- Ein Raum mit Strom\n- Nähmaschinen\n- Drei Menschen, die nähen"
    return make.ProjectFactory(title="Nähtreff", slug="naehtreff", prerequisites=needs)


def said(client, **replies):
    html = client.get(ADDRESS, replies).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("- Raum\n* Zeit.\n3. Geld", ["Raum", "Zeit", "Geld"]),
        ("Raum\n\nZeit\nRaum\nGeduld;", ["Raum", "Zeit", "Geduld"]),
        ("Ein Träger, der Spenden annehmen darf.\nZeit", []),
        ("", []),
    ],
)
def test_three_lines_or_more_are_asked_about(text, things):
    assert prerequisites_of(Project(prerequisites=text)) == things


def test_the_project_leads_there_only_where_there_is_enough_to_ask(client, project):
    few = make.ProjectFactory(prerequisites="Ein Raum")
    assert ADDRESS in client.get(project.get_absolute_url()).content.decode()
    assert "passt-das" not in client.get(few.get_absolute_url()).content.decode()
    assert client.get(f"/projekte/{few.slug}/passt-das/").status_code == 404


def test_the_answer_says_what_is_there_and_who_solved_what_is_missing(client, project):
    transfer = make.TransferFactory(source=project)
    make.AdaptationFactory(transfer=transfer, element="Nähmaschine", reason="Vom Repair-Café geliehen")
    make.LessonFactory(project=project, text="Ohne Strom in den Räumen hilft ein Kabel.")
    page = said(client, v1="weiss-nicht", v2="nein", v3="ja")

    assert "Das haben Sie Drei Menschen, die nähen" in page
    assert "Vom Repair-Café geliehen" in page
    assert "hilft ein Kabel" in page
    assert "haben alles" not in page


def test_who_has_all_of_it_is_told_so_without_points(client, project):
    page = said(client, v1="ja", v2="ja", v3="ja")
    assert "Sie haben alles" in page
    assert not re.search(r"\d ?%|Punkte\b(?! gibt es keine)", page)


def test_before_an_answer_and_with_nonsense_only_the_questions_stand_there(client, project):
    for replies in ({}, {"v1": "vielleicht", "v9": "ja"}):
        page = said(client, **replies)
        assert "Nähmaschinen" in page
        assert "Das haben Sie" not in page


def test_nothing_is_stored(client, project):
    response = client.get(ADDRESS, {"v1": "nein"})
    assert not response.cookies
    assert not client.session.keys()


def test_what_is_hidden_of_others_stays_hidden(client, project):
    hidden = make.ProjectFactory(submitted=True)
    make.AdaptationFactory(
        transfer=make.TransferFactory(source=project, target=hidden), element="Nähmaschine", reason="Geheim"
    )
    make.LessonFactory(project=project, text="Nähmaschine geheim", state="submitted")
    assert "eheim" not in said(client, v2="nein")
