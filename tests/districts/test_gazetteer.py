"""What people type as a place, and what they mean."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from districts.gazetteer import Gazetteer
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def gazetteer():
    south, west, mill, bad = (
        make.DistrictFactory(name=name) for name in ("Süd", "West", "Mühlhausen", "Bad Cannstatt")
    )
    make.QuarterFactory(district=south, name="Heslach", aliases=["Häslach"])
    make.QuarterFactory(district=south, name="Am Markt")
    make.QuarterFactory(district=west, name="Am Markt")
    make.QuarterFactory(district=mill, name="Mühlhausen")
    make.QuarterFactory(district=bad, name="Cannstatt-Mitte")
    return Gazetteer()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Heslach", "Heslach (Süd)"),
        ("heslach ", "Heslach (Süd)"),
        ("Häslach", "Heslach (Süd)"),
        ("Haeslach", "Heslach (Süd)"),
        ("Heslach (Süd)", "Heslach (Süd)"),
        ("Süd-Heslach", "Heslach (Süd)"),
        ("sued", "Süd"),
        ("Am Markt, West", "Am Markt (West)"),
        ("Mühlhausen", "Mühlhausen"),
        ("Mühlhausen (Mühlhausen)", "Mühlhausen (Mühlhausen)"),
        ("Cannstatt", "Bad Cannstatt"),
    ],
)
def test_a_name_is_understood(gazetteer, typed, meant):
    meaning = gazetteer.meaning(typed)
    assert ([str(place) for place in meaning.places], meaning.is_sure) == ([meant], True)


@pytest.mark.parametrize(
    ("typed", "guesses"),
    [
        ("Am Markt", ["Am Markt (Süd)", "Am Markt (West)"]),
        ("Heslch", ["Heslach (Süd)"]),
        ("Bürgerhaus Heslach", ["Heslach (Süd)"]),
        ("Stadt-Süd", ["Süd"]),
        ("Nürtingen", []),
        ("", []),
        ("—", []),
    ],
)
def test_what_is_not_clear_is_asked_about(gazetteer, typed, guesses):
    meaning = gazetteer.meaning(typed)
    assert (sorted(map(str, meaning.places)), meaning.is_sure) == (guesses, False)


def test_all_names_take_two_queries(gazetteer):
    with CaptureQueriesContext(connection) as run:
        Gazetteer().meaning("Heslach")
    assert len(run) == 2


def test_every_place_is_found_by_its_clear_name(gazetteer):
    for place in gazetteer.places:
        assert gazetteer.meaning(str(place)).places == [place]
