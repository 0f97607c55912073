"""Where nothing was found: less filtering, other spellings, and topics that are near."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from search.actions import load_synonyms
from search.helping_on import topics_for
from tests import factories as make


def look_for(**parameters):
    response = Client().get("/projekte/", parameters)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def ways(page):
    """Label and address of every way on that says how much it finds."""
    return {
        label: address for address, label in re.findall(r'<li><a href="([^"]+)">([^<]+ Treffer)</a>', page)
    }


@pytest.fixture
def town(search_index):
    """Two gardens in the west, a choir in the south."""
    west, south = make.DistrictFactory(name="West"), make.DistrictFactory(name="Süd")
    green = make.TopicFactory(name="Garten")
    make.ProjectFactory.create_batch(2, summary="Ein Beet.", home_district=west, topics=[green])
    make.ProjectFactory(title="Chor", summary="Singen.", home_district=south, topics=[])
    return west


def test_each_filter_says_how_much_there_is_without_it(town):
    page = look_for(q="Beet", bezirk="sued")
    assert ways(page) == {"ohne „Süd“: 2 Treffer": "/projekte/?q=Beet"}
    assert ">2 Projekte zu „Beet“" in look_for(q="Beet")


def test_the_most_useful_way_comes_first_and_useless_ones_do_not_come(town):
    page = look_for(bezirk="sued", thema="garten", laeuft="ja")
    assert list(ways(page)) == []
    page = look_for(bezirk="sued", thema="garten")
    assert list(ways(page)) == ["ohne „Süd“: 2 Treffer", "ohne „Garten“: 1 Treffer"]
    assert "Ohne Filter suchen" in page


def test_values_that_stand_side_by_side_go_together(town):
    make.DistrictFactory(name="Ost")
    page = look_for(q="Beet", bezirk=["sued", "ost"])
    assert ways(page) == {"ohne „Ost, Süd“: 2 Treffer": "/projekte/?q=Beet"} or ways(page) == {
        "ohne „Süd, Ost“: 2 Treffer": "/projekte/?q=Beet"
    }


def test_a_word_that_was_not_typed_to_its_end_is_the_beginning_of_others(town):
    make.ProjectFactory(title="Werkstatt", summary="Reparieren.")
    expected = {"mit Wörtern, die mit „repa“ beginnen: 1 Treffer": "/projekte/?q=repa%2A"}
    assert ways(look_for(q="repa")) == expected
    assert ">1 Projekt zu „repa*“" in look_for(q="repa*")
    assert ways(look_for(q="re")) == {}


def test_city_wide_projects_can_be_let_in_again(town):
    make.ProjectFactory(title="Überall", summary="Werkstatt", city=True)
    page = look_for(q="Werkstatt", stadtweit="0")
    assert ways(page) == {"mit stadtweiten Projekten: 1 Treffer": "/projekte/?q=Werkstatt"}


def test_who_insists_is_told_what_other_spellings_would_find(town):
    load_synonyms(["Beet, Ackerfleck"])
    page = look_for(q="Ackerfleck", synonyme="0")
    assert ways(page) == {"mit gleichbedeutenden Wörtern: 2 Treffer": "/projekte/?q=Ackerfleck"}
    page = look_for(q="Beett", wortlaut="1")
    assert ways(page) == {"mit anderen Schreibweisen: 2 Treffer": "/projekte/?q=Beett"}


def test_the_page_comes_without_numbers_when_the_index_is_away(town, monkeypatch):
    def fail(*args, **kwargs):
        raise OSError

    monkeypatch.setattr("search.catalogue.answer_from_index", fail)
    monkeypatch.setattr("search.helping_on.totals", fail)
    page = look_for(q="Beet", bezirk="sued")
    assert ways(page) == {}
    assert "Ohne Filter suchen" in page


class TestTopics:
    @pytest.fixture(autouse=True)
    def topics(self, search_index):
        for name, description, tags in (
            ("Essen", "Gemeinsam kochen", []),
            ("Verkehr", "Zu Fuß und mit dem Rad", ["Lastenrad"]),
            ("Kultur", "", ["Chor"]),
        ):
            topic = make.TopicFactory(name=name, description=description)
            topic.example_tags.set([make.TagFactory(name=tag) for tag in tags])
            make.ProjectFactory(topics=[topic], title=f"Zu {name}")
        make.TopicFactory(name="Leere Chöre")  # without any project: nothing to look at

    @pytest.mark.parametrize(
        ("words", "names"),
        [
            ("Kochkurs Essen", ["Essen"]),
            ("kochen", ["Essen"]),
            ("Chöre", ["Kultur"]),
            ("Lastenräder", ["Verkehr"]),
            ("kochen -Chor", ["Essen"]),
        ],
    )
    def test_name_description_and_example_tags_lead_to_a_topic(self, words, names):
        found = topics_for(words)
        assert found.are_related
        assert [topic.name for topic in found.rows] == names

    def test_a_synonym_leads_to_it_too(self):
        load_synonyms(["Chor, Singkreis"])
        assert [topic.name for topic in topics_for("Singkreis").rows] == ["Kultur"]

    def test_a_name_counts_more_than_what_is_said_about_it(self):
        near = make.TopicFactory(name="Chor")
        make.ProjectFactory(topics=[near])
        assert [topic.name for topic in topics_for("Chor").rows] == ["Chor", "Kultur"]

    def test_else_those_used_most_are_offered(self):
        found = topics_for("zzzzzz")
        assert not found.are_related
        assert [topic.name for topic in found.rows] == ["Essen", "Kultur", "Verkehr"]

    def test_the_page_says_which_of_the_two_it_is(self):
        assert "Oder in einem verwandten Thema nachsehen:" in look_for(q="Chöre", bezirk="andere-orte")
        assert "Oder mit einem Thema beginnen:" in look_for(q="zzzzzz")


def test_an_empty_page_asks_as_often_for_30_topics_as_for_3(town):
    def count():
        with CaptureQueriesContext(connection) as run:
            look_for(q="Beet", bezirk="sued", laeuft="ja", stadtweit="0")
        return len(run)

    def grow(number):
        for _ in range(number):
            topic = make.TopicFactory()
            topic.example_tags.set([make.TagFactory()])
            make.ProjectFactory(topics=[topic])

    grow(3)
    count()
    few = count()
    grow(27)
    count()
    assert count() == few <= 15
