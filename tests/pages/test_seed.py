"""The seed tells the documented stories, brings each thing once, and respects what people did since."""

import re
from html import unescape

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from districts.models import Border, District, Quarter
from knowledge.choices import Phase
from knowledge.models import OriginNote, Transfer
from outbox.actions import drain
from projects.actions import hide
from projects.choices import Activity, Scope, State
from projects.models import Project, Source, Topic

COUNTED = [District, Quarter, Border, Topic, Project, Transfer, OriginNote, Source]


def run_seed():
    call_command("seed_stuttgart", verbosity=0)


@pytest.fixture(scope="module")
def seeded(shared_rows):
    run_seed()


@pytest.fixture
def seed(seeded, db):
    """Runs the seed command; the first run is done."""
    return run_seed


def project(title):
    """The seed's only project whose title begins like this, at home in a district."""
    return Project.objects.get(title__startswith=title, scope=Scope.DISTRICTS)


def text_of(address):
    """The words of a page's main part, in one line."""
    page = Client().get(address)
    assert page.status_code == 200, address
    main = page.content.decode().split("<main")[1].split("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def titles_of(rows):
    return {str(row) for row in rows}


def test_the_seed_brings_everything(seed):
    assert {model.__name__: model.objects.count() for model in COUNTED[:7]} == {
        "District": 23,
        "Quarter": 152,
        "Border": 51,
        "Topic": 22,
        "Project": 78,
        "Transfer": 10,
        "OriginNote": 8,
    }
    assert not District.objects.filter(home_projects=None).exists()


def test_nothing_is_said_to_run_or_to_be_confirmed(seed):
    assert set(Project.objects.values_list("activity", flat=True)) == {Activity.UNKNOWN}
    assert not Project.objects.filter(last_confirmed__isnull=False).exists()
    assert set(Transfer.objects.values_list("phase", flat=True)) == {Phase.UNKNOWN}
    assert all(transfer.sources.exists() for transfer in Transfer.objects.all())


def test_the_chocolate_is_told_from_both_ends(seed):
    giver, receiver = project("Degerlochs Schokoladenseiten"), project("Heslacher Schokolade")

    assert "weitergegeben nach Süd" in text_of(giver.get_absolute_url())
    assert "übernommen aus Degerloch" in text_of(receiver.get_absolute_url())
    for district in (giver.home_district, receiver.home_district):
        page = text_of(district.get_absolute_url())
        assert giver.title in page
        assert receiver.title in page


def test_the_chocolate_is_on_the_map_in_the_table_and_in_the_list(seed):
    transfer = Transfer.objects.get(target=project("Heslacher Schokolade"))
    page = Client().get(reverse("knowledge:transfers")).content.decode()
    drawing, table = (
        re.search(part, page, re.S)[0] for part in (r'<svg class="hexmap".*?</svg>', r"<table.*?</table>")
    )

    assert "Degerloch" in drawing
    assert 'class="arc"' in drawing
    assert "Degerloch" in table
    assert f'href="{transfer.get_absolute_url()}"' in page
    assert "Heslacher Schokolade" in text_of(transfer.get_absolute_url())


def test_likenesses_of_the_chocolate_are_a_note_and_no_edge(seed):
    chocolate = project("Degerlochs Schokoladenseiten")

    edges = Transfer.objects.filter(source=chocolate)
    assert titles_of(edge.target for edge in edges) == {"Heslacher Schokolade"}
    assert not Transfer.objects.filter(interested_district__slug__in=["plieningen", "birkach", "vaihingen"])
    page = text_of(chocolate.get_absolute_url())
    assert "Plieningen, Birkach, Vaihingen" in page
    assert "nicht belegt" in page


def test_the_toilets_came_from_another_town_and_spread(seed):
    toilets = project("Nette Toilette")
    page = text_of(toilets.get_absolute_url())

    assert "übernommen aus Aalen" in page
    since = {year: set(toilets.reaches.filter(since_year=year)) for year in (2018, 2020)}
    assert toilets.started_year == 2018
    assert titles_of([toilets.home_district, *since[2018]]) == {
        "Untertürkheim",
        "Möhringen",
        "Vaihingen",
        "Stammheim",
    }
    assert titles_of(since[2020]) == {"Botnang", "Feuerbach", "Münster", "Plieningen", "Birkach"}
    assert re.search(r"ausgeweitet 2020", page, re.I)
    for district in titles_of(since[2018] | since[2020]):
        assert district in page


@pytest.mark.parametrize(
    ("title", "places"),
    [("Leihladen", ["Berlin", "Karlsruhe", "Heidelberg"]), ("Wanderbaumallee", ["München"])],
)
def test_an_idea_leads_back_to_other_towns(seed, title, places):
    page = text_of(project(title).get_absolute_url())

    assert "übernommen aus" in page
    assert all(place in page for place in places)


def test_a_second_run_changes_nothing(seed):
    before = {model: list(model.objects.order_by("pk").values()) for model in COUNTED}

    seed()

    assert {model: list(model.objects.order_by("pk").values()) for model in COUNTED} == before


def test_the_seed_never_overwrites_an_edit(seed):
    edited = project("Leihladen")
    edited.title, edited.summary, edited.slug = "Unser Leihladen", "Neu erzählt.", "unser-leihladen"
    edited.save()
    edited.topics.clear()
    Topic.objects.filter(slug="klima").update(name="Klima und Wetter")
    Transfer.objects.filter(target=edited).update(note="Anders erzählt.")

    seed()

    edited.refresh_from_db()
    assert (edited.title, edited.summary, edited.slug) == (
        "Unser Leihladen",
        "Neu erzählt.",
        "unser-leihladen",
    )
    assert not edited.topics.exists()
    assert Topic.objects.get(slug="klima").name == "Klima und Wetter"
    assert Transfer.objects.get(target=edited).note == "Anders erzählt."
    assert Project.objects.count() == 78


def test_the_seed_never_revives_what_was_removed(seed, curator):
    removed = hide(project=project("Heslacher Schokolade"), by=curator)
    gone = project("Leihladen")
    Transfer.objects.filter(target=gone).delete()
    gone.delete()

    seed()

    removed.refresh_from_db()
    assert removed.state == State.REMOVED
    assert not Project.objects.filter(title__startswith="Leihladen", scope=Scope.DISTRICTS).exists()
    assert Project.objects.count() == 77


def test_a_removed_end_is_told_without_its_name(seed, curator):
    hide(project=project("Heslacher Schokolade"), by=curator)

    page = text_of(project("Degerlochs Schokoladenseiten").get_absolute_url())

    assert "ein Projekt in Süd (auf Wunsch entfernt)" in page
    assert "Heslacher" not in page


def found(words):
    """Addresses of the projects on the first page of hits, best first."""
    page = Client().get(reverse("search:catalogue"), {"q": words}).content.decode()
    return list(dict.fromkeys(re.findall(r'href="(/projekte/[\w-]+/)"', page.split("<main")[1])))


@pytest.mark.parametrize(
    "spellings",
    [
        ["Repair-Café", "Repaircafé", "repair cafe", "Repaircafe"],
        ["Bücherschrank", "Buecherschrank", "bücherschränke"],
        ["Spielstraße", "Spielstrasse"],
    ],
    ids=lambda spellings: spellings[0],
)
def test_every_spelling_finds_the_same_entries_first(empty_index, seed, spellings):
    drain()
    lists = {tuple(found(words)[:3]) for words in spellings}

    assert len(lists) == 1
    assert lists != {()}
