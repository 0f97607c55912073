"""Tags on the desk: what a step would do is said before it is taken."""

import pytest

from projects.actions import add_synonym
from projects.models import Tag
from tests.factories import ProjectFactory, TagFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def repair():
    tag = TagFactory(name="Reparieren")
    ProjectFactory(title="Nähstube", tags=["Reparieren", "Flicken"])
    ProjectFactory(title="Werkstatt", tags=["Reparieren"], submitted=True)
    return tag


PAGE = "/redaktion/schlagworte/reparieren/"


def text_of(response):
    return response.content.decode()


def plan(browser, step, word=""):
    return text_of(browser.get(PAGE, {"schritt": step, "wort": word}))


def take(browser, step, word=""):
    return browser.post(PAGE, {"step": step, "word": word}, follow=True)


def test_the_list_counts_entries_and_can_be_searched(client_of, curator, repair):
    add_synonym(tag=repair, word="Reparatur", by=curator)
    page = text_of(client_of(curator).get("/redaktion/schlagworte/"))
    assert "Reparieren" in page
    assert "<td>2</td>" in page
    assert "Reparatur" in page

    found = text_of(client_of(curator).get("/redaktion/schlagworte/", {"q": "flick"}))
    assert "Flicken" in found
    assert "Reparieren" not in found
    assert "Kein Schlagwort" in text_of(client_of(curator).get("/redaktion/schlagworte/", {"q": "xx"}))


def test_a_tag_names_its_entries(client_of, curator, repair):
    page = text_of(client_of(curator).get(PAGE))

    assert "2 Einträge" in page
    assert "Nähstube" in page
    assert "Werkstatt" in page


@pytest.mark.parametrize(
    ("step", "word", "said"),
    [
        ("umbenennen", "Reparatur", "2 Einträge. Statt „Reparieren“ steht dort dann „Reparatur“"),
        ("zusammenfuehren", "flicken", "2 Einträge. Statt „Reparieren“ tragen sie dann „Flicken“; 1 davon"),
        ("synonym", "Reparatur", "Wer „Reparatur“ schreibt, erhält „Reparieren“"),
        ("loeschen", "", "2 Einträge. „Reparieren“ verschwindet dort"),
    ],
)
def test_what_a_step_would_do_is_said_first_and_changes_nothing(client_of, curator, repair, step, word, said):
    page = plan(client_of(curator), step, word)

    assert said in page
    assert f'value="{step}"' in page[page.index('role="status"') :]
    assert {tag.name for tag in Tag.objects.all()} == {"Reparieren", "Flicken"}


@pytest.mark.parametrize(
    ("step", "word", "why"),
    [
        ("umbenennen", "Flicken", "Sie können die beiden zusammenführen"),
        ("umbenennen", "x" * 51, "zu lang"),
        ("zusammenfuehren", "Zwiebel", "gibt es nicht"),
        ("zusammenfuehren", "reparieren", "sich selbst"),
        ("synonym", "Flicken", "zusammenführen"),
    ],
)
def test_what_cannot_be_done_says_why_in_the_preview_and_when_tried(
    client_of, curator, repair, step, word, why
):
    page = plan(client_of(curator), step, word)
    assert why in page
    assert 'name="step"' not in page

    assert 'class="notice"' in text_of(take(client_of(curator), step, word))
    assert {tag.name for tag in Tag.objects.all()} == {"Reparieren", "Flicken"}


def test_curator_renames_merges_and_deletes(client_of, curator, repair):
    browser = client_of(curator)
    assert "Erledigt." in text_of(take(browser, "umbenennen", "Reparatur"))
    assert Tag.objects.filter(name="Reparatur").exists()
    merged = take(browser, "zusammenfuehren", "Flicken")
    assert merged.redirect_chain[-1][0] == "/redaktion/schlagworte/flicken/"
    browser.post("/redaktion/schlagworte/flicken/", {"step": "loeschen", "word": ""})
    assert not Tag.objects.exists()


def test_curator_adds_and_takes_away_a_synonym(client_of, curator, repair):
    take(client_of(curator), "synonym", "Reparatur")
    key = repair.synonyms.get().pk
    client_of(curator).post(PAGE, {"remove": key})

    assert not repair.synonyms.exists()
    assert client_of(curator).post(PAGE, {"remove": key}).status_code == 404


def test_an_unknown_step_is_a_bad_request(client_of, curator, repair):
    assert client_of(curator).post(PAGE, {"step": "explode"}).status_code == 400
    assert client_of(curator).get(PAGE, {"schritt": "explode"}).status_code == 200
    assert client_of(curator).get("/redaktion/schlagworte/gibt-es-nicht/").status_code == 404
