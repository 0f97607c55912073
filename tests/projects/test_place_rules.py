"""Where a project may reach, and which quarters are its own."""

import pytest

from projects.place_rules import place_problems, problems_of
from tests.factories import DistrictFactory, ProjectFactory, QuarterFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def west():
    return DistrictFactory(name="West")


@pytest.fixture
def ost():
    return DistrictFactory(name="Ost")


def test_project_at_home_and_reaching_further_is_fine(west, ost):
    quarters = [QuarterFactory(district=west), QuarterFactory(district=ost)]

    assert place_problems(home=west, reached=[ost], quarters=quarters) == []
    assert place_problems(home=None, reached=[], quarters=[]) == []


def test_reach_differs_from_the_home_district(west, ost):
    [problem] = place_problems(home=west, reached=[ost, west], quarters=[])

    assert problem == "West ist der Heimatbezirk und kann nicht zugleich ein weiterer Bezirk sein."


def test_further_district_is_named_once(west, ost):
    [problem] = place_problems(home=west, reached=[ost, ost], quarters=[])

    assert "Ost ist bei den weiteren Bezirken zweimal genannt." in problem


def test_only_a_project_with_a_home_reaches_further(ost):
    [problem] = place_problems(home=None, reached=[ost], quarters=[])

    assert "Heimatbezirk" in problem


def test_quarter_belongs_to_one_of_the_districts(west, ost):
    quarter = QuarterFactory(name="Lindenhof", district=ost)

    [problem] = place_problems(home=west, reached=[], quarters=[quarter])
    assert problem == "Lindenhof liegt in Ost, und das ist keiner der Bezirke des Projekts."
    assert place_problems(home=west, reached=[ost], quarters=[quarter]) == []


def test_stored_project_is_asked_the_same_question(west, ost):
    quarter = QuarterFactory(district=ost)

    assert problems_of(ProjectFactory(home_district=west, quarters=[quarter]))
    assert not problems_of(ProjectFactory(home_district=west, quarters=[quarter], reaches=[ost]))
