"""The pages of the districts."""

import re

import pytest
from django.urls import reverse

from tests.factories import (
    DistrictFactory,
    ProjectFactory,
    QuarterFactory,
    ReachFactory,
    TopicFactory,
    TransferFactory,
    make_neighbours,
)

pytestmark = pytest.mark.django_db


def text_of(response):
    html = re.sub(r"<(head|style|svg).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.fixture
def botnang():
    return DistrictFactory(name="Botnang")


@pytest.fixture
def page(client):
    def get(place):
        response = client.get(place.get_absolute_url())
        assert response.status_code == 200
        return text_of(response)

    return get


def section(words, start, end="Zum Inhalt"):
    """The words of a page from one heading to another."""
    return words.partition(start)[2].partition(end)[0]


def test_all_districts_with_their_numbers_and_never_none(client, botnang):
    ProjectFactory(home_district=DistrictFactory(name="Süd"))
    ProjectFactory(home_district=botnang, submitted=True)

    response = client.get(reverse("districts:list"))

    words = text_of(response)
    assert "Botnang Süd 1 Projekt" in words
    assert " 0 " not in words
    assert 'class="hexmap"' in response.content.decode()


def test_city_wide_projects_stand_apart_in_the_list(client, botnang):
    ProjectFactory(title="Leseohren", city=True)

    html = client.get(reverse("districts:list")).content.decode()

    assert 'id="stadtweit"' in html
    assert "Leseohren" in html


def test_without_districts_the_list_says_so(client):
    assert "Bezirke sind noch nicht eingetragen." in text_of(client.get(reverse("districts:list")))


@pytest.mark.parametrize("slug", ["botnang", "alt-botnang"])
def test_my_district_leads_there_by_its_slug_or_a_former_one(client, slug):
    place = DistrictFactory(name="Botnang", slug="alt-botnang")
    place.slug = "botnang"
    place.save()

    response = client.get(reverse("districts:list", query={"bezirk": slug}))

    assert (response.status_code, response["Location"]) == (302, "/bezirke/botnang/")


@pytest.mark.parametrize("slug", ["gibt-es-nicht", "\x00", "Bad Cannstatt", "ü" * 900, "'--"])
def test_a_district_that_nobody_knows_is_told(client, botnang, slug):
    response = client.get(reverse("districts:list", query={"bezirk": slug}))

    assert response.status_code == 200
    assert "Diesen Bezirk kennen wir nicht." in text_of(response)


def test_no_choice_is_no_mistake(client, botnang):
    assert "kennen wir nicht" not in text_of(client.get(reverse("districts:list", query={"bezirk": ""})))


def test_a_former_slug_redirects_for_good(client, botnang):
    botnang.slug = "botnang-neu"
    botnang.save()

    response = client.get("/bezirke/botnang/")

    assert (response.status_code, response["Location"]) == (301, "/bezirke/botnang-neu/")


def test_a_district_that_is_not_there_is_not_found(client):
    assert client.get("/bezirke/nirgends/").status_code == 404


def test_projects_stand_by_how_they_belong_to_the_district(page, botnang):
    ProjectFactory(title="Ortsbus", home_district=botnang, reaches=[DistrictFactory()])
    reaching = ProjectFactory(title="Nette Toilette")
    ReachFactory(project=reaching, district=botnang, since_year=2020)
    ReachFactory(project=ProjectFactory(title="Netzwerk"), district=botnang, since_year=None)
    ProjectFactory(title="Leseohren", city=True)
    ProjectFactory(title="Fernes Projekt")
    ProjectFactory(title="Ganz anderswo", outside=True)

    words = page(botnang)

    own = section(words, "Projekte aus Botnang", "Anderswo zu Hause")
    assert "Ortsbus" in own
    assert "Toilette" not in own
    also = section(words, "Anderswo zu Hause, auch in Botnang", "Stadtweite Projekte")
    assert "Nette Toilette" in also
    assert "hierher ausgeweitet, seit 2020" in also
    assert "Netzwerk" in also
    assert "Leseohren" in section(words, "Sie wirken in allen Bezirken, auch in Botnang.")
    assert "Fernes Projekt" not in words
    assert "Ganz anderswo" not in words


def test_what_is_not_published_is_not_listed(page, botnang):
    for state in ("submitted", "queried", "rejected", "archived", "removed", "merged"):
        ProjectFactory(title="Geheimnis", home_district=botnang, **{state: True})

    assert "Geheimnis" not in page(botnang)


def test_a_district_without_an_entry_is_asked_not_accused(page, botnang):
    words = page(botnang)

    assert "Aus Botnang haben wir noch keinen Eintrag. Kennen Sie ein Projekt?" in words
    assert "fehlt" not in words
    assert " 0 " not in words


def test_only_a_list_that_is_too_long_leads_to_the_catalogue(client, botnang):
    for _ in range(12):
        ProjectFactory(home_district=botnang)
    assert "?bezirk=botnang" not in client.get(botnang.get_absolute_url()).content.decode()
    ProjectFactory(home_district=botnang)

    html = client.get(botnang.get_absolute_url()).content.decode()

    assert "?bezirk=botnang" in html
    assert html.count('<li class="card">') == 12


def test_transfers_stand_on_both_sides(page, botnang):
    source = ProjectFactory(title="Schokoladenseiten", home_district=DistrictFactory(name="Degerloch"))
    target = ProjectFactory(title="Schokolade", home_district=botnang)
    TransferFactory(source=source, target=target)

    assert "Schokolade – übernommen aus Degerloch: Schokoladenseiten" in page(botnang)
    assert "Schokoladenseiten – weitergegeben nach Botnang: Schokolade" in page(source.home_district)


def test_neighbours_come_from_real_borders_not_from_the_tiles(page, botnang):
    near, far = DistrictFactory(name="Feuerbach"), DistrictFactory(name="Plieningen")
    make_neighbours(botnang, near)
    make_neighbours(near, far)

    assert section(page(botnang), "Nachbarbezirke").split()[0] == "Feuerbach"
    assert section(page(near), "Nachbarbezirke").split()[:2] == ["Botnang", "Plieningen"]


def test_quarters_are_named(page, botnang):
    QuarterFactory(district=botnang, name="Botnang-Nord")

    assert "Stadtteile: Botnang-Nord" in page(botnang)


@pytest.fixture
def next_door(botnang):
    place = DistrictFactory(name="Feuerbach")
    make_neighbours(botnang, place)
    return place


def test_neighbours_show_what_is_not_here_yet(page, botnang, next_door):
    repair, garden, reading = (TopicFactory(name=name) for name in ("Reparieren", "Garten", "Lesen"))
    ProjectFactory(title="Eigenes Café", home_district=botnang, topics=[repair])
    ReachFactory(project=ProjectFactory(title="Lesenetz", topics=[reading]), district=botnang)
    ProjectFactory(title="Stadtacker", home_district=next_door, topics=[garden, repair])
    ProjectFactory(title="Werkstatt nebenan", home_district=next_door, topics=[repair])
    ProjectFactory(title="Bücher nebenan", home_district=next_door, topics=[reading])
    ProjectFactory(title="Geheimer Garten", home_district=next_door, topics=[garden], submitted=True)
    ProjectFactory(title="Weiter weg", topics=[garden])

    words = section(page(botnang), "Was die Nachbarn machen", "Nachbarbezirke")

    assert "Garten Stadtacker Feuerbach" in words
    assert "Dazu haben wir aus Botnang noch keinen Eintrag. Kennen Sie eines?" in words
    for other in ("nebenan", "Geheimer", "Weiter weg", "Lesen"):
        assert other not in words


def test_the_topics_with_most_projects_next_door_come_first(page, botnang, next_door):
    for number in range(8):
        topic = TopicFactory(name=f"Feld {number}")
        for _ in range(number + 1):
            ProjectFactory(home_district=next_door, topics=[topic])

    words = section(page(botnang), "Was die Nachbarn machen", "Nachbarbezirke")

    assert re.findall(r"Feld \d", words) == [f"Feld {number}" for number in (7, 6, 5, 4, 3, 2)]


def test_neighbours_who_do_the_same_are_no_news(page, botnang, next_door):
    topic = TopicFactory()
    for place in (botnang, next_door):
        ProjectFactory(home_district=place, topics=[topic])

    assert "Was die Nachbarn machen" not in page(botnang)


def test_pages_can_only_be_read(client, botnang):
    for address in (reverse("districts:list"), botnang.get_absolute_url()):
        assert client.post(address).status_code == 405


def test_the_page_speaks_english_too(client, botnang):
    assert "From Botnang we have no entry yet." in text_of(client.get("/en/bezirke/botnang/"))
