"""What a content says in words, and which lines two contents say differently."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.content.reading import content_of
from projects.content.wording import LINES, Names, changes_between
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def content():
    district = make.DistrictFactory(name="Süd")
    return content_of(make.ProjectFactory(home_district=district, title="Tauschregal"))


def change(content, **fields):
    """The only line that differs once these fields are said."""
    (found,) = changes_between(content, fields)
    return found.label, found.before, found.after


def test_a_place_is_one_line_with_its_names(content):
    quarter = make.QuarterFactory(name="Heslach", district_id=content["home_district"])
    assert change(content, quarters=[quarter.pk]) == ("wo", "Süd", "Süd (Heslach)")
    elsewhere = {"scope": "outside", "home_district": None, "place": "Nürtingen"}
    assert change(content, **elsewhere) == ("wo", "Süd", "Nürtingen")
    assert change(content, scope="city", home_district=None)[2] == "stadtweit"


def test_rows_are_said_by_their_names_and_years(content):
    west = make.DistrictFactory(name="West")
    assert change(content, reaches=[{"district": west.pk, "since_year": 2020}])[2] == "West (2020)"
    source = {"url": "https://example.org", "document": "Bericht", "published_year": 2019}
    assert change(content, sources=[source])[2] == "Bericht – https://example.org (2019)"
    assert change(content, offers=[{"kind": "besuch", "note": "dienstags"}])[2] == "Besuch: dienstags"


def test_choices_and_times_are_said_as_on_the_page(content):
    assert change(content, activity="beendet")[1:] == ("nicht bekannt", "beendet")
    assert change(content, started_year=2014, started_month=5) == ("Seit", "", "Mai 2014")


def test_what_stays_or_is_left_out_is_no_change(content):
    assert changes_between(content, {"title": "Tauschregal", "results": ""}) == []


def test_a_row_that_is_gone_is_said_to_be_gone(content):
    assert change(content, topics=[999_999])[2] == "(nicht mehr vorhanden)"


def test_every_field_stands_in_one_line(content):
    shown = [field for line in LINES for field in line.fields]
    assert sorted(shown) == sorted(content)


def test_names_of_many_contents_are_asked_for_once(content):
    with CaptureQueriesContext(connection) as run:
        Names(*[content] * 30)
    assert len(run) <= 5
