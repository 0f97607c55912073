"""Facets and narrowing (docs: Faceting, SearchQuerySet API)."""

from datetime import UTC, date, datetime

import pytest
from haystack.exceptions import FacetingError
from haystack.forms import FacetedSearchForm
from haystack.query import SQ, SearchQuerySet

from projects.models import Topic
from tests.search.conformance.notes import titles

pytestmark = pytest.mark.usefixtures("library")


def fields(queryset):
    return queryset.facet_counts()["fields"]


def test_facet_counts_have_three_keys():
    assert SearchQuerySet().facet("author").facet_counts() == {
        "fields": {"author": [("john", 3), ("Sally Jones", 1), ("daniel", 1)]},
        "dates": {},
        "queries": {},
    }


def test_a_value_with_comma_space_and_umlaut_is_one_value():
    assert fields(SearchQuerySet().facet("tags")) == {
        "tags": [("Küche", 2), ("Tiere", 2), ("Obst", 1), ("Teich, groß", 1)]
    }


def test_numbers_and_dates_are_counted_as_they_are_written():
    counted = fields(SearchQuerySet().filter(author="daniel").facet("views").facet("published"))
    assert counted == {"views": [("3", 1)], "published": [("2009-06-07 12:00:00+00:00", 1)]}


def test_facets_count_what_was_found():
    found = SearchQuerySet().filter(content="Milch").facet("author")
    assert fields(found) == {"author": [("john", 2), ("Sally Jones", 1)]}


def test_facets_chain():
    assert set(fields(SearchQuerySet().facet("author").facet("tags"))) == {"author", "tags"}


def test_facets_can_be_limited():
    assert fields(SearchQuerySet().facet("author", limit=1)) == {"author": [("john", 3)]}
    assert len(fields(SearchQuerySet().facet("author", limit=-1))["author"]) == 3


def test_facets_can_leave_out_rare_values():
    assert fields(SearchQuerySet().facet("tags", mincount=2)) == {"tags": [("Küche", 2), ("Tiere", 2)]}


def test_facets_are_sorted_by_count_or_by_value():
    assert fields(SearchQuerySet().facet("author", sort="count"))["author"][0] == ("john", 3)
    assert [value for value, _n in fields(SearchQuerySet().facet("author", sort="index"))["author"]] == [
        "daniel", "john", "Sally Jones",
    ]  # fmt: skip


@pytest.mark.parametrize("field", ["title", "text", "price", "nowhere"])
def test_what_is_no_facet_is_refused_with_a_sentence(field):
    with pytest.raises(FacetingError, match="cannot be counted"):
        SearchQuerySet().facet(field).facet_counts()


def test_counts_and_results_come_from_one_search():
    found = SearchQuerySet().filter(content="Milch").facet("author")
    assert len(found[:2]) == 2
    assert fields(found) == {"author": [("john", 2), ("Sally Jones", 1)]}


def test_date_facets_count_by_gaps():
    by_day = SearchQuerySet().date_facet("published", date(2009, 6, 7), date(2009, 7, 7), "day")
    assert by_day.facet_counts()["dates"] == {
        "published": [(datetime(2009, 6, 7, tzinfo=UTC), 2), (datetime(2009, 7, 1, tzinfo=UTC), 1)]
    }


@pytest.mark.parametrize(
    ("gap_by", "gap_amount", "expected"),
    [
        ("year", 1, {(2008, 1, 1): 1, (2009, 1, 1): 3, (2010, 1, 1): 1}),
        ("year", 2, {(2008, 1, 1): 4, (2010, 1, 1): 1}),
        ("month", 1, {(2008, 1, 1): 1, (2009, 6, 1): 2, (2009, 7, 1): 1, (2010, 1, 1): 1}),
        ("month", 18, {(2008, 1, 1): 3, (2009, 7, 1): 2}),
        ("day", 7, {(2008, 1, 1): 1, (2009, 6, 2): 2, (2009, 6, 30): 1, (2010, 1, 26): 1}),
        ("hour", 1, {
            (2008, 1, 1): 1, (2009, 6, 7, 12): 1, (2009, 6, 7, 18): 1, (2009, 7, 1): 1, (2010, 1, 31): 1,
        }),
    ],
)  # fmt: skip
def test_the_gaps_of_date_facets_may_be_of_any_size(gap_by, gap_amount, expected):
    start, end = datetime(2008, 1, 1, tzinfo=UTC), datetime(2011, 1, 1, tzinfo=UTC)
    counted = SearchQuerySet().date_facet("published", start, end, gap_by, gap_amount).facet_counts()
    assert counted["dates"]["published"] == [
        (datetime(*moment, tzinfo=UTC), number) for moment, number in expected.items()
    ]


def test_date_facets_need_a_gap_that_exists():
    with pytest.raises(FacetingError, match="gap_by"):
        SearchQuerySet().date_facet("published", date(2009, 1, 1), date(2010, 1, 1), "century")


def test_date_facets_need_a_date():
    with pytest.raises(FacetingError, match="holds no dates"):
        SearchQuerySet().date_facet("author", date(2009, 1, 1), date(2010, 1, 1), "day").facet_counts()


@pytest.mark.parametrize(
    ("field", "query", "number"),
    [("author", "jo*", 3), ("author", "Sally Jones", 1), ("author", "nobody", 0), ("title", "milch*", 2)],
)
def test_query_facets_count_what_a_query_finds(field, query, number):
    counted = SearchQuerySet().query_facet(field, query).facet_counts()["queries"]
    assert list(counted.values()) == [number]


def test_narrow_takes_words():
    milk = SearchQuerySet().narrow("Milch")
    assert titles(milk.filter(content="Banane")) == ["Bananenmilch"]
    assert titles(milk.filter(content="Goldfisch")) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("title:milchreis", ["Milchreis"]),
        ("author:jones", ["Äpfel"]),
        ('author_exact:"Sally Jones"', ["Äpfel"]),
        ('tags:"Teich, groß"', ["Goldfisch"]),
        ("views:3", ["Goldfisch"]),
        ("views__gte:5 AND author:john", ["Bananenmilch", "Kuckucksuhr"]),
        ("author:daniel OR views:1", ["Goldfisch", "Milchreis"]),
        ("author:john NOT Milch", ["Kuckucksuhr"]),
        ("(author:daniel OR author:john) AND NOT (Milch OR Kuckuck)", ["Goldfisch"]),
        ("author_exact:jo* Reis", ["Milchreis"]),
        ("author_exact:nobody", []),
        (SQ(author="daniel") | SQ(views__range=[9, 11]), ["Bananenmilch", "Goldfisch"]),
        (~SQ(author__in=["daniel", "john"]) & SQ(tags="Obst"), ["Äpfel"]),
        (SQ(tags__in=[]), []),
        (SQ(title__startswith="gold"), ["Goldfisch"]),
        (SQ(is_open=True) & SQ(author__exact="john"), ["Bananenmilch", "Milchreis"]),
        (SQ(tags='mit "Zeichen\\'), []),
    ],
)
def test_narrow_understands_fields_and_operators(query, expected):
    assert titles(SearchQuerySet().models(Topic).narrow(query)) == expected


def test_narrow_changes_no_score():
    milk = SearchQuerySet().filter(content="Milch")
    scores = {one.title: one.score for one in milk}
    assert {one.title: one.score for one in milk.narrow("author:john")}.items() <= scores.items()


def test_narrow_drills_down_into_facets():
    drilled = SearchQuerySet().facet("tags").narrow('author_exact:"john"')
    assert fields(drilled) == {"tags": [("Küche", 1), ("Tiere", 1)]}
    assert fields(drilled.narrow("Milch")) == {"tags": [("Küche", 1)]}


def test_the_form_of_haystack_drills_down():
    form = FacetedSearchForm(
        {"q": "Milch"}, selected_facets=["author_exact:Sally Jones"], searchqueryset=SearchQuerySet()
    )
    assert titles(form.search()) == ["Äpfel"]
