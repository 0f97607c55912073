"""Haystack's interface does what its documentation says."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from haystack.inputs import AutoQuery, Clean, Exact, Not, Raw
from haystack.query import SQ, SearchQuerySet

from projects.models import Project
from search.query.tree import AnyOf, Between, Everything, Prefix, Some, Term
from tests import factories as make


def titles(results):
    return sorted(result.title for result in results)


REPAIR = ["Repair Cafe Ost", "Repair-Café West", "Repaircafé am Markt"]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (SQ(content="repaircafe"), REPAIR),
        (SQ(text="repaircafe"), REPAIR),
        (SQ(title="repaircafe"), REPAIR),
        (SQ(title="reparieren"), []),
        (SQ(content=AutoQuery("repair -toaster -kleidung")), ["Repair-Café West"]),
        (SQ(content=AutoQuery('"Kaffee trinken"')), ["Repair-Café West"]),
        (SQ(content=Exact("faire Bio-Schokolade")), ["Schokoladenseiten"]),
        (SQ(content=Exact("Bio-Schokolade faire")), []),
        (SQ(content=Clean("schokolade")), ["Schokoladenseiten"]),
        (SQ(content=Raw("schokolade")), ["Schokoladenseiten"]),
        (SQ(content__startswith="schoko"), ["Schokoladenseiten"]),
        (SQ(content__endswith="seiten"), ["Schokoladenseiten"]),
        (SQ(content__contains="ladens"), ["Schokoladenseiten"]),
        (SQ(content__in=["schokolade", "singen"]), ["Chor der Höfe", "Schokoladenseiten"]),
        (SQ(title__exact="Chor der Höfe"), ["Chor der Höfe"]),
        (SQ(title__exact="Chor"), ["Chor der Höfe"]),
        (SQ(name="Chor der Höfe"), ["Chor der Höfe"]),
        (SQ(name__in=["Chor der Höfe", "Schokoladenseiten"]), ["Chor der Höfe", "Schokoladenseiten"]),
        (SQ(content="schokolade") | SQ(content="singen"), ["Chor der Höfe", "Schokoladenseiten"]),
        (SQ(content="repair") & SQ(content="toaster"), ["Repair Cafe Ost"]),
        (SQ(content="repair") & ~SQ(content="toaster"), ["Repair-Café West", "Repaircafé am Markt"]),
        (SQ(title=Term("schokoladenseit", "title")), ["Schokoladenseiten"]),
        (SQ(passed_on__gt=0), []),
        (SQ(content="repair") & SQ(passed_on__gte=0) & SQ(passed_on__lt=1), REPAIR),
        (SQ(content="repair") & SQ(passed_on__range=[0, 5]) & SQ(passed_on__lte=0), REPAIR),
        (SQ(content="repair") & SQ(passed_on=0) & SQ(passed_on__in=[0, 7]), REPAIR),
    ],
)
def test_filters(catalogue, condition, expected):
    assert titles(SearchQuerySet().filter(condition)) == expected


def test_not_is_an_input_too(catalogue):
    found = titles(SearchQuerySet().filter(content="repair").filter(content=Not("toaster")))
    assert found == ["Repair-Café West", "Repaircafé am Markt"]


def test_exclude_and_combine(catalogue):
    repair, toaster = SearchQuerySet().filter(content="repair"), SearchQuerySet().filter(content="toaster")
    assert len(repair.exclude(content="toaster")) == 2
    assert len(repair & toaster) == 1
    assert len(toaster | SearchQuerySet().filter(content="singen")) == 2
    assert len(repair.filter_or(content="singen")) == 4
    assert len(SearchQuerySet().none()) == 0
    assert len(SearchQuerySet().all()) == 7
    assert titles(SearchQuerySet().auto_query("toaster")) == ["Repair Cafe Ost"]
    assert titles(SearchQuerySet().raw_search("toaster")) == ["Repair Cafe Ost"]


def test_dates_can_be_compared(search_index):
    make.ProjectFactory(title="Alt", last_confirmed=date(2020, 5, 1))
    make.ProjectFactory(title="Neu", last_confirmed=timezone.localdate())
    make.ProjectFactory(title="Nie")
    year_ago = timezone.localdate() - timedelta(days=365)
    assert titles(SearchQuerySet().filter(confirmed__lt=year_ago)) == ["Alt"]
    assert titles(SearchQuerySet().filter(published__gte=timezone.now() - timedelta(hours=1))) == [
        "Alt",
        "Neu",
        "Nie",
    ]
    assert [one.title for one in SearchQuerySet().order_by("-confirmed")] == ["Neu", "Alt", "Nie"]
    assert [one.title for one in SearchQuerySet().order_by("confirmed")] == ["Alt", "Neu", "Nie"]


def test_orders_in_mixed_directions(search_index):
    for title, passed_on in (("B", 0), ("A", 0), ("C", 1)):
        project = make.ProjectFactory(title=title)
        for _ in range(passed_on):
            make.TransferFactory(source=project, target=Project.objects.get(title="A"))
    assert [one.title for one in SearchQuerySet().order_by("-passed_on", "name")] == ["C", "A", "B"]
    assert [one.title for one in SearchQuerySet().order_by("passed_on", "-name")] == ["B", "A", "C"]
    assert [one.title for one in SearchQuerySet().order_by("-score", "name")] == ["A", "B", "C"]
    with pytest.raises(KeyError):
        list(SearchQuerySet().order_by("labels"))


def test_narrow_facets_and_their_choices(search_index):
    hamburg, west = make.DistrictFactory(name="St. Pauli, Hafen"), make.DistrictFactory(name="West")
    make.ProjectFactory.create_batch(2, home_district=hamburg)
    make.ProjectFactory(home_district=west)
    both = SearchQuerySet().facet("district").narrow('district:"st-pauli-hafen"')
    assert both.facet_counts()["fields"]["district"] == [("st-pauli-hafen", 2)]
    assert len(both) == 2
    assert len(SearchQuerySet().narrow(SQ(district="west"))) == 1
    assert len(SearchQuerySet().narrow('district:"west" OR district:"st-pauli-hafen"')) == 3
    assert len(SearchQuerySet().narrow("district:west AND scope:districts")) == 1
    lifted = SearchQuerySet().facet("district", lifted=True).narrow(AnyOf("district", ("west",)))
    assert lifted.facet_counts()["fields"]["district"] == [("st-pauli-hafen", 2), ("west", 1)]
    counted = SearchQuerySet().query_facet("district", "west").facet_counts()
    assert counted["queries"] == {"district:west": 1}


def test_the_total_does_not_depend_on_the_slice(catalogue):
    found = SearchQuerySet().filter(content="repair")
    assert len(found) == 3
    assert [len(found[start : start + 2]) for start in (0, 2, 4)] == [2, 1, 0]
    assert found.count() == 3
    assert found[0].pk


def test_results_carry_their_fields_and_rows(catalogue, django_assert_num_queries):
    [result] = SearchQuerySet().models(Project).filter(content="schokolade").load_all()
    with django_assert_num_queries(0):
        assert (result.model_name, result.title, result.object.title) == (
            "project",
            "Schokoladenseiten",
            "Schokoladenseiten",
        )
    assert result.score > 0
    found = SearchQuerySet().filter(content="schokolade")
    assert list(found.values("title")) == [{"title": "Schokoladenseiten"}]
    assert list(SearchQuerySet().filter(content="singen").values_list("title", flat=True)) == [
        "Chor der Höfe"
    ]


def test_highlights(catalogue):
    [result] = SearchQuerySet().filter(content="toaster").highlight(fields=["summary"], tag="em")
    assert result.highlighted == {"summary": ["Fahrräder und <em>Toaster</em> werden hier wieder ganz."]}
    [result] = SearchQuerySet().filter(content="toaster").highlight()
    assert result.highlighted == {}  # the running text is empty


def test_boost_brings_to_the_front(catalogue):
    found = SearchQuerySet().filter(content="repair").boost("Kleidung", 20)
    assert found[0].title == "Repaircafé am Markt"


def test_more_like_this(search_index):
    texts = {
        "Eins": "Fahrräder reparieren mit Werkzeug und Öl",
        "Zwei": "Fahrräder flicken mit Werkzeug und Geduld",
        "Drei": "Singen im Chor",
        "Vier": "Tanzen im Saal",
        "Fünf": "Backen im Ofen",
    }
    rows = {title: make.ProjectFactory(title=title, summary=text) for title, text in texts.items()}
    similar = SearchQuerySet().more_like_this(rows["Eins"])
    assert similar[0].title == "Zwei"
    assert "Eins" not in titles(similar)
    assert len(SearchQuerySet().more_like_this(make.ProjectFactory(submitted=True))) == 0
    assert titles(SearchQuerySet().models(Project).more_like_this(rows["Eins"]))[0]


def test_trees_can_be_asked_for_directly(catalogue):
    assert len(SearchQuerySet().filter(content=Everything())) == 7
    assert len(SearchQuerySet().filter(content=Prefix("schok"))) == 1
    assert len(SearchQuerySet().filter(content=Some((Term("toast"), Term("chor"))))) == 1 + len(
        SearchQuerySet().filter(content="toaster")
    )
    assert len(SearchQuerySet().filter(passed_on=Between("passed_on", high=0, with_high=False))) == 0


def test_a_query_says_what_it_asks(catalogue):
    assert "schokolad" in str(SearchQuerySet().filter(content="schokolade").query.build_query())


def test_kinds_of_fields(backend, db):
    kinds = {
        name: backend.kind_of(name) for name in ("content", "text", "title", "district", "confirmed", "id")
    }
    assert kinds == {
        "content": "content",
        "text": "content",
        "title": "text",
        "district": "exact",
        "confirmed": "number",
        "id": "exact",
    }
