""" "Heslach" as a place finds Süd; what is not clear is asked about, never guessed."""

import pytest

from projects.choices import Scope
from projects.contributing.where import ELSEWHERE, Question, answered, understand, where_is
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def town():
    south, west = make.DistrictFactory(name="Süd"), make.DistrictFactory(name="West")
    make.QuarterFactory(district=south, name="Heslach")
    make.QuarterFactory(district=south, name="Am Markt")
    make.QuarterFactory(district=west, name="Am Markt")
    make.QuarterFactory(district=west, name="Burg und Tal")


def read(text):
    where = understand(text)
    return (
        str(where.home),
        [district.name for district in where.further],
        [quarter.name for quarter in where.quarters],
    )


def test_a_quarter_is_found_with_its_district():
    assert read("Heslach") == ("Süd", [], ["Heslach"])


@pytest.mark.parametrize("text", ["West, Heslach", "West und Heslach", "West / Heslach", " west ;  HESLACH"])
def test_the_first_of_several_places_is_the_home(text):
    assert read(text) == ("West", ["Süd"], ["Heslach"])


def test_a_name_may_hold_what_parts_others():
    assert read("Burg und Tal, Süd") == ("West", ["Süd"], ["Burg und Tal"])


@pytest.mark.parametrize("text", ["stadtweit", "Stadtweit ", "überall", "city-wide", "die ganze Stadt"])
def test_the_whole_town_is_no_district(text):
    assert understand(text).scope == Scope.CITY


def test_an_unknown_place_is_asked_about_and_can_be_elsewhere():
    question = understand("Esslingen, am Neckar")
    assert (question.about, question.places) == ("Esslingen, am Neckar", [])
    assert question.answers == [(ELSEWHERE, "Ein anderer Ort: Esslingen, am Neckar")]
    where = understand("Esslingen, am Neckar", is_elsewhere=True)
    assert (where.scope, where.place) == (Scope.OUTSIDE, "Esslingen, am Neckar")


def test_each_unclear_place_is_asked_about_until_all_are_clear():
    text = "Am Markt, Heslch"
    first = understand(text)
    assert [label for _value, label in first.answers] == [
        "Am Markt, im Bezirk Süd",
        "Am Markt, im Bezirk West",
    ]
    text = answered(text, first.about, "Am Markt (West)")
    second = understand(text)
    assert second.answers == [("Heslach (Süd)", "Heslach, im Bezirk Süd")]
    assert read(answered(text, second.about, "Heslach (Süd)")) == ("West", ["Süd"], ["Am Markt", "Heslach"])


def test_an_answer_to_words_that_are_gone_changes_nothing():
    assert answered("West", "Heslch", "Heslach (Süd)") == "West"


def test_nothing_typed_is_no_place():
    assert isinstance(understand(" "), Question)


@pytest.mark.parametrize("text", ["Heslach", "West, Heslach", "Süd, Burg und Tal", "Heslach, Am Markt (Süd)"])
def test_what_was_understood_is_understood_again(text):
    where = understand(text)
    assert understand(str(where)) == where


def test_the_place_of_a_project_is_read_back_from_its_words():
    where = understand("West, Heslach")
    project = make.ProjectFactory(home_district=where.home, reaches=where.further, quarters=where.quarters)
    assert understand(str(where_is(project))) == where
    assert understand(str(where_is(make.ProjectFactory(city=True)))).scope == Scope.CITY
