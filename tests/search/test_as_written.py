"""Without an index and with very many entries: the texts are looked through as they are written."""

import pytest

from outbox.edition import one_edition
from search.as_written import answer_as_written
from search.asked import Asked
from search.facets import Labels
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def garden():
    return make.ProjectFactory(title="Garten am Bach", summary="Beete für alle.", city=True)


@pytest.fixture
def workshop():
    return make.ProjectFactory(title="Werkstatt", summary="Reparieren.", description="Ein Garten ist dabei.")


@pytest.fixture
def handover():
    return make.ProjectFactory(title="Überlandfahrt", summary="Wir fahren.")


@pytest.fixture(autouse=True)
def hidden():
    return make.ProjectFactory(title="Garten, noch im Entwurf", state="draft")


def titles(q, **chosen):
    answer = answer_as_written(Asked(q=q, **chosen), Labels.load())
    assert answer.total == len(answer.hits)
    return [hit.project.title for hit in answer.hits]


def test_titles_that_hold_the_words_come_first(garden, workshop, handover):
    assert titles("garten") == ["Garten am Bach", "Werkstatt"]


def test_all_words_are_wanted_and_any_where_none_has_all(garden, workshop, handover):
    assert titles("garten reparieren") == ["Werkstatt"]
    assert titles("beete reparieren") == ["Garten am Bach", "Werkstatt"]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ('"am bach"', ["Garten am Bach"]),
        ('"bach am"', []),
        ("garten -beete", ["Werkstatt"]),
        ("-garten", ["Überlandfahrt"]),
        ("überland", ["Überlandfahrt"]),
        ("ÜBERLAND*", ["Überlandfahrt"]),
        ("100%", []),
        ("", ["Garten am Bach", "Überlandfahrt", "Werkstatt"]),
    ],
)
def test_signs_mean_what_they_mean_elsewhere(garden, workshop, handover, q, found):
    assert sorted(titles(q)) == sorted(found)


def test_choices_narrow_and_city_wide_ones_are_counted(garden, workshop):
    answer = answer_as_written(Asked(q="garten"), Labels.load())
    assert (answer.total, answer.city) == (2, 1)
    assert titles("garten", with_city=False) == ["Werkstatt"]
    assert titles("garten", chosen={"bezirk": (workshop.home_district.slug,)}) == [
        "Garten am Bach",
        "Werkstatt",
    ]


def test_it_asks_as_often_for_thirty_as_for_three(django_assert_num_queries):
    labels = Labels.load()
    for number in (3, 27):
        make.ProjectFactory.create_batch(number)
        answer_as_written(Asked(), labels)  # names are read once an edition
        with one_edition(), django_assert_num_queries(4):
            answer_as_written(Asked(), labels)
