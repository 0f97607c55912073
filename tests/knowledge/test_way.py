"""The page of Der Weg der Idee: a drawing that prints and a list, of families of any size."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from knowledge.actions import retract_transfer
from outbox.actions import drain
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    """The page of a project: its HTML, and what it says without tags and drawing."""

    def read(project):
        response = client.get(reverse("knowledge:way", args=[project.slug]))
        assert response.status_code == 200
        html = response.content.decode()
        bare = re.sub(r"<(head|style|svg).*?</\1>", " ", html, flags=re.DOTALL)
        return html, re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", bare)))

    return read


def drawing_of(html):
    """What the drawing says."""
    svg = re.search(r'<svg class="family".*?</svg>', html, flags=re.DOTALL)[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", svg)))


@pytest.fixture
def chocolate():
    degerloch, south = make.DistrictFactory(name="Degerloch"), make.DistrictFactory(name="Süd")
    source = make.ProjectFactory(title="Schokoladenseiten", home_district=degerloch, started_year=2011)
    target = make.ProjectFactory(title="Heslacher Schokolade", home_district=south)
    transfer = make.TransferFactory(
        source=source, target=target, year_from=2013, sources=[make.SourceFactory()]
    )
    make.AdaptationFactory(transfer=transfer, kind="new", element="ein Wettbewerb")
    make.AdaptationFactory(transfer=transfer, kind="kept", element="faire Schokolade")
    return transfer


def test_drawing_and_list_say_the_same(read, chocolate):
    html, words = read(chocolate.source)

    drawn = drawing_of(html)
    for said in (
        "Schokoladenseiten",
        "Degerloch, seit 2011",
        "1 × weitergegeben",
        "Heslacher Schokolade",
        "Süd",
    ):
        assert said in drawn
    for said in ("2013", "ein Wettbewerb", "übernommen: faire Schokolade", "1. Generation", "2. Generation"):
        assert said in drawn
    assert "1 × weitergegeben , seit 2013: Süd" in words
    assert "Übernommen: faire Schokolade. Neu: ein Wettbewerb." in words
    assert 'class="step sourced"' in html
    assert 'class="kin current"' in html


def test_how_sure_a_step_is_shows_in_its_line(read):
    source = make.ProjectFactory()
    make.TransferFactory(source=source)
    confirmed = make.TransferFactory(source=source)
    for side in ("source", "target"):
        make.ConfirmationFactory(transfer=confirmed, side=side)

    html, words = read(source)

    assert {"step both", "step reported"} <= {*re.findall(r'class="(step \w+)"', html)}
    assert "von beiden bestätigt" in words
    assert "mit Quelle belegt" not in words


def test_a_group_that_is_interested_is_drawn(read):
    interest = make.TransferFactory(interest=True, interested_district=make.DistrictFactory(name="Botnang"))

    html, words = read(interest.source)

    assert "eine Gruppe in Botnang interessiert sich" in drawing_of(html)
    assert "Eine Gruppe in Botnang interessiert sich dafür" in words
    assert "weitergegeben" not in words


def test_a_removed_relative_is_masked_in_drawing_and_list(read, chocolate):
    hidden = make.ProjectFactory(
        title="Geheimtitel",
        slug="geheimtitel",
        removed=True,
        started_year=1987,
        home_district=make.DistrictFactory(name="West"),
    )
    masked = make.TransferFactory(source=chocolate.target, target=hidden)
    make.AdaptationFactory(transfer=masked, kind="new", element="Geheimelement")
    make.TransferFactory(source=hidden, target=make.ProjectFactory(title="Enkel"))

    html, _words = read(chocolate.source)

    assert "ein Projekt in West (auf Wunsch entfernt)" in drawing_of(html)
    assert "Enkel" in drawing_of(html)
    assert "geheim" not in html.lower()
    assert "1987" not in html


def test_what_was_never_public_and_what_was_retracted_leads_nowhere(read, chocolate):
    make.TransferFactory(source=chocolate.target, target=make.ProjectFactory(title="Entwurf", submitted=True))
    retract_transfer(
        transfer=make.TransferFactory(source=chocolate.target, target=make.ProjectFactory(title="Fort"))
    )

    html, _words = read(chocolate.source)

    assert "Entwurf" not in html
    assert "Fort" not in html


def test_a_project_that_stands_alone_asks_for_what_people_know(read):
    html, words = read(make.ProjectFactory())

    assert "wissen wir noch nicht. Wissen Sie mehr?" in words
    assert "way-drawing" not in html


def test_every_number_has_ten_transfers_behind_it(read):
    source = make.ProjectFactory(home_district=make.DistrictFactory())
    for number in range(10):
        assert "Generationen" not in read(source)[1]
        make.TransferFactory(source=source, year_from=2010 + number)

    assert "11 Projekte über 2 Generationen, in 11 Bezirken, seit 2010." in read(source)[1]


def test_a_large_family_is_folded_and_leads_on(read):
    source = make.ProjectFactory(title="Anfang")
    for _ in range(12):
        child = make.TransferFactory(source=source).target
        for _ in range(9):
            make.TransferFactory(source=child)

    html, words = read(source)

    assert html.count('class="kin') <= 18
    assert "Gezeichnet sind die nächsten Verwandten." in words
    assert html.count("<details><summary>") >= 9
    assert f'href="{reverse("knowledge:way", args=[child.slug])}"' in html
    assert "1. Generation, mit diesem Projekt 1 2. Generation 12 3. Generation 108" in words
    assert len(html) < 200_000


@pytest.mark.parametrize("size", [2, 20])
def test_a_family_of_any_size_takes_as_many_queries(client, size):
    source = make.ProjectFactory()
    for _ in range(size):
        make.AdaptationFactory(
            transfer=make.TransferFactory(source=make.TransferFactory(source=source).target)
        )
    address = reverse("knowledge:way", args=[source.slug])

    def queries():
        with CaptureQueriesContext(connection) as run:
            client.get(address)
        return len(run)

    client.get(address)
    assert queries() == 4  # a change waits: everything is read
    drain()
    client.get(address)
    assert queries() == 2


def test_a_page_that_is_kept_shows_each_change_at_once(read, chocolate):
    drain()
    assert "Heslacher Schokolade" in read(chocolate.source)[1]

    chocolate.target.title = "Süße Seiten"
    chocolate.target.save()
    assert "Süße Seiten" in read(chocolate.source)[1]

    drain()
    make.AdaptationFactory(transfer=chocolate, kind="adapted", element="die Banderole")
    assert "die Banderole" in read(chocolate.source)[1]

    drain()
    make.ConfirmationFactory(transfer=chocolate, side="source")
    make.ConfirmationFactory(transfer=chocolate, side="target")
    assert "von beiden bestätigt" in read(chocolate.source)[1]


def test_the_page_speaks_english_too(client, chocolate):
    drain()
    addresses = [reverse("knowledge:way", args=[chocolate.source.slug])]
    german, english = (client.get(f"{prefix}{addresses[0]}").content.decode() for prefix in ("", "/en"))

    assert "Schritt für Schritt" in german
    assert "Step by step" in english
