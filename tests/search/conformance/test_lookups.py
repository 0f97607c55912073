"""Field lookups on every kind of field (docs: SearchQuerySet API, "Field Lookups")."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from haystack.query import SearchQuerySet

from projects.models import Topic
from tests.search.conformance.notes import NOTES, titles

pytestmark = pytest.mark.usefixtures("library")
GOLD, CLOCK, BANANA, BERRY, RICE = NOTES


def found(**conditions):
    return titles(SearchQuerySet().models(Topic).filter(**conditions))


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        # text
        ({"content__content": "alten"}, [GOLD, BERRY]),
        ({"content__contains": "ucker"}, [RICE]),
        ({"content__contains": "ckuck fisch"}, [CLOCK]),
        ({"content__exact": "alten Teich"}, [GOLD]),
        ({"content__exact": "Teich alten"}, []),
        ({"content__in": ["Kuckuck", "Reis"]}, [CLOCK, RICE]),
        ({"content__startswith": "gold"}, [GOLD, CLOCK]),
        ({"content__startswith": "gold kuck"}, [CLOCK]),
        ({"content__endswith": "fisch"}, [GOLD, CLOCK]),
        ({"content__fuzzy": "Goldfich"}, [GOLD, CLOCK]),
        ({"content__fuzzy": "Goldfich Kukuck"}, [CLOCK]),
        ({"content__fuzzy": "Xylophon"}, []),
        # text of a field of its own
        ({"title": "goldfisch"}, [GOLD]),
        ({"title__startswith": "milch"}, [RICE]),
        ({"title__startswith": "fisch"}, []),
        ({"title__endswith": "milch"}, [BANANA]),
        ({"title__contains": "nenmi"}, [BANANA]),
        ({"title__contains": "zucker"}, []),
        ({"title__exact": "äpfel"}, [BERRY]),
        ({"title__in": ["Goldfisch", "Milchreis"]}, [GOLD, RICE]),
        ({"title__fuzzy": "Goldfich"}, [GOLD]),
        ({"author": "jones"}, [BERRY]),
        # exact values
        ({"author_exact": "Sally Jones"}, [BERRY]),
        ({"author_exact": "jones"}, []),
        ({"author_exact__startswith": "jo"}, [BANANA, CLOCK, RICE]),
        ({"author_exact__endswith": "Jones"}, [BERRY]),
        ({"author_exact__contains": "ani"}, [GOLD]),
        ({"author_exact__in": ["daniel", "Sally Jones"]}, [GOLD, BERRY]),
        ({"author_exact__gte": "john"}, [BANANA, CLOCK, RICE, BERRY]),
        ({"author_exact__gt": "john"}, [BERRY]),
        ({"author_exact__lt": "john"}, [GOLD]),
        ({"author_exact__range": ["e", "k"]}, [BANANA, CLOCK, RICE]),
        ({"tags": "Küche"}, [BANANA, BERRY]),
        ({"tags__exact": "Teich, groß"}, [GOLD]),
        ({"tags": "groß"}, []),
        ({"tags__in": ["Obst", "Tiere"]}, [GOLD, CLOCK, BERRY]),
        ({"tags__startswith": "Teich"}, [GOLD]),
        ({"is_open": True}, [BANANA, GOLD, RICE]),
        ({"is_open": False}, [CLOCK, BERRY]),
        ({"is_open__exact": "true"}, [BANANA, GOLD, RICE]),
        # numbers and dates
        ({"views": 3}, [GOLD]),
        ({"views": "3"}, [GOLD]),
        ({"views__exact": 3}, [GOLD]),
        ({"views__gt": 4}, [BANANA, CLOCK]),
        ({"views__gte": 4}, [BANANA, CLOCK, BERRY]),
        ({"views__lt": 3}, [RICE]),
        ({"views__lte": 3}, [GOLD, RICE]),
        ({"views__range": [3, 5]}, [GOLD, CLOCK, BERRY]),
        ({"views__in": [1, 10, 99]}, [BANANA, RICE]),
        ({"rating__gte": 0}, [BANANA, GOLD, CLOCK, BERRY]),
        ({"price__lt": Decimal("12.50")}, [CLOCK, BERRY]),
        ({"price": "100.00"}, [BANANA]),
        ({"published__gt": datetime(2009, 6, 7, 12, tzinfo=UTC)}, [BANANA, CLOCK, RICE]),
        ({"published__lte": "2009-06-07T12:00:00"}, [GOLD, BERRY]),
        ({"published__gte": date(2009, 7, 1)}, [BANANA, RICE]),
        ({"day": date(2009, 6, 7)}, [GOLD, CLOCK]),
        ({"day": "2009-06-07"}, [GOLD, CLOCK]),
        ({"day__gte": date(2009, 1, 1), "day__lt": date(2010, 1, 1)}, [BANANA, GOLD, CLOCK]),
        ({"day__range": ["2008-01-01", "2009-06-07"]}, [GOLD, CLOCK, BERRY]),
        # no values
        ({"views__in": []}, []),
        ({"tags__in": []}, []),
        ({"content__in": []}, []),
        # what identifies a row
        ({"django_ct": "projects.tag"}, []),
    ],
)  # fmt: skip
def test_lookups(conditions, expected):
    assert found(**conditions) == sorted(expected)


def test_a_row_is_found_by_its_key(library):
    row = library[GOLD]
    assert found(id=f"projects.topic.{row.pk}") == found(django_id=row.pk) == [GOLD]


@pytest.mark.parametrize(
    "conditions",
    [
        {"title__gt": "M"},
        {"content__range": ["a", "b"]},
        {"views__startswith": 1},
        {"views__fuzzy": 3},
        {"author_exact__fuzzy": "john"},
    ],
)
def test_what_a_field_cannot_be_asked_is_refused_with_a_sentence(conditions):
    with pytest.raises(ValueError, match="cannot be asked"):
        found(**conditions)


def test_a_field_that_does_not_exist_finds_nothing():
    assert found(nowhere="Milch") == []
