"""What comes back, and when (docs: SearchQuerySet API, SearchResult API, Highlighting)."""

import pickle

import pytest
from django.db.models import QuerySet
from haystack import connections
from haystack.models import SearchResult
from haystack.query import RelatedSearchQuerySet, SearchQuerySet

from projects.models import Tag, Topic
from tests import factories as make
from tests.search.conformance.notes import NOTES, titles


@pytest.fixture(autouse=True)
def rows(library):
    return library


@pytest.fixture
def searches(backend, monkeypatch):
    """The searches that were really made."""
    made, search = [], type(backend).search
    monkeypatch.setattr(
        type(backend), "search", lambda *args, **kwargs: made.append(kwargs) or search(*args, **kwargs)
    )
    return made


# Order


def in_order(queryset):
    return [result.title for result in queryset]


def test_without_an_order_the_most_relevant_comes_first():
    scores = [result.score for result in SearchQuerySet().filter(content="Milch")]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (["views"], ["Milchreis", "Goldfisch", "Äpfel", "Kuckucksuhr", "Bananenmilch"]),
        (["-views"], ["Bananenmilch", "Kuckucksuhr", "Äpfel", "Goldfisch", "Milchreis"]),
        (["author", "-views"], ["Goldfisch", "Bananenmilch", "Kuckucksuhr", "Milchreis", "Äpfel"]),
        (["-day", "title"], ["Milchreis", "Bananenmilch", "Goldfisch", "Kuckucksuhr", "Äpfel"]),
        (["title"], ["Äpfel", "Bananenmilch", "Goldfisch", "Kuckucksuhr", "Milchreis"]),
        (["-rating"], ["Goldfisch", "Äpfel", "Kuckucksuhr", "Bananenmilch", "Milchreis"]),
        (["is_open", "-price"], ["Kuckucksuhr", "Äpfel", "Bananenmilch", "Milchreis", "Goldfisch"]),
    ],
)  # fmt: skip
def test_results_are_ordered_by_any_fields_in_any_direction(order, expected):
    assert in_order(SearchQuerySet().models(Topic).order_by(*order)) == expected


@pytest.mark.parametrize("field", ["?", "?123", "tags", "nowhere", "kept_apart"])
def test_an_order_that_is_not_possible_is_refused_with_a_sentence(field):
    with pytest.raises(KeyError, match="cannot be sorted by"):
        list(SearchQuerySet().order_by(field))


# Slices, length, cache


def test_a_queryset_is_lazy(searches):
    SearchQuerySet().filter(content="Milch").order_by("views").boost("Reis", 2).facet("author").models(Topic)
    assert searches == []


def test_slices_are_those_of_a_list(rows):
    everything = in_order(SearchQuerySet().models(Topic).order_by("views"))
    for start, end in [(0, 2), (1, 4), (3, 99), (4, 5), (5, 9), (None, 3), (2, None), (None, None)]:
        found = SearchQuerySet().models(Topic).order_by("views")[start:end]
        assert [result.title for result in found] == everything[start:end], (start, end)
    assert SearchQuerySet().models(Topic).order_by("views")[4].title == everything[4]


def test_there_is_nothing_behind_the_end():
    with pytest.raises(IndexError):
        SearchQuerySet().filter(content="Reis")[1]


def test_negative_places_are_not_supported():
    with pytest.raises(AssertionError, match="Negative indexing is not supported"):
        SearchQuerySet()[-1]


def test_count_and_length_are_the_total_whatever_the_slice():
    found = SearchQuerySet().filter(content="Milch")
    assert (found.count(), len(found)) == (4, 4)
    assert len(found[1:2]) == 1
    assert (found.count(), len(found)) == (4, 4)


def test_a_queryset_is_true_if_anything_is_found():
    assert SearchQuerySet().filter(content="Milch")
    assert not SearchQuerySet().filter(content="Xylophon")


def test_a_cached_slice_is_not_searched_again(searches):
    found = SearchQuerySet().models(Topic).order_by("views")
    first = found[:3]
    number = len(searches)
    assert found[:3] == first
    assert found[1] is first[1]
    assert len(searches) == number


def test_iterating_twice_searches_once(searches):
    found = SearchQuerySet().models(Topic)
    first = list(found)
    number = len(searches)
    assert list(found) == first
    assert len(searches) == number


def test_iterating_goes_beyond_a_batch(backend):
    rows = [make.TagFactory(name=f"Milchglas {number}") for number in range(35)]
    index = connections["default"].get_unified_index().get_index(Tag)
    index.prepare_text = lambda row: row.name
    index.update()
    found = SearchQuerySet().models(Tag).filter(content="Milchglas")
    assert len({result.pk for result in found}) == len(rows) + 1


def test_a_queryset_can_be_pickled():
    found = SearchQuerySet().filter(content="Milch").facet("author").order_by("title")
    again = pickle.loads(pickle.dumps(found))  # noqa: S301 - our own
    assert in_order(again) == in_order(found)


def test_a_question_can_be_printed():
    assert "milch" in str(SearchQuerySet().filter(content="Milch").query.build_query())
    assert repr(SearchQuerySet().filter(content="Milch"))


def test_best_match_is_the_first_result():
    found = SearchQuerySet().filter(content="Milch").boost("Reis", 9)
    assert found.best_match().title == found[0].title == "Milchreis"


def test_latest_is_the_most_recent_result():
    assert SearchQuerySet().filter(content="Milch").order_by("views").latest("published").title == "Milchreis"
    assert SearchQuerySet().filter(content="Goldfisch").latest("published").title == "Kuckucksuhr"


# Rows of the database


def test_without_load_all_each_result_asks_for_its_row(django_assert_num_queries):
    found = SearchQuerySet().models(Topic)[:3]
    with django_assert_num_queries(3):
        assert {type(result.object) for result in found} == {Topic}


def test_load_all_asks_once_for_each_model(django_assert_num_queries):
    with django_assert_num_queries(2):
        found = {result.title: result.object for result in SearchQuerySet().load_all()[:20]}
    assert len(found) == 7
    assert all(row.name == title for title, row in found.items())


def test_load_all_passes_over_rows_that_are_gone(rows):
    Topic.objects.filter(name="Milchreis").delete()
    found = SearchQuerySet().filter(content="Milch").load_all()
    assert titles(found) == ["Bananenmilch", "Milchglas", "Äpfel"]
    assert len(found) == 3


def test_a_related_queryset_chooses_the_rows():
    found = RelatedSearchQuerySet().filter(content="Milch").models(Topic).load_all()
    found = found.load_all_queryset(Topic, Topic.objects.filter(name__startswith="Banane"))
    assert [result.object.name for result in found] == ["Bananenmilch"]


# Fields of a result


def test_a_result_says_what_it_is(rows):
    row = rows["Goldfisch"]
    [result] = SearchQuerySet().filter(author="daniel")
    assert (result.app_label, result.model_name, result.pk) == ("projects", "topic", str(row.pk))
    assert (result.model, result.object) == (Topic, row)
    assert result.score > 0
    assert (result.verbose_name, result.verbose_name_plural) == ("Fachthema", "Fachthemen")
    assert result.content_type() == "projects.topic"
    assert result.searchindex is connections["default"].get_unified_index().get_index(Topic)


def test_stored_fields_come_with_a_result_in_their_types():
    [result] = SearchQuerySet().filter(author="daniel")
    note = NOTES["Goldfisch"]
    assert (result.title, result.author, result.tags) == ("Goldfisch", "daniel", note.tags)
    assert (result.views, result.rating, result.is_open, result.price) == (3, 4.5, True, "12.50")
    assert (result.published, result.day) == (note.published, note.published.date())
    assert result.rendered == "<h2>Goldfisch</h2>"
    assert result.kept_apart is None


def test_a_result_tells_all_its_fields():
    [result] = SearchQuerySet().filter(author="daniel")
    assert result.get_additional_fields()["views"] == 3
    stored = result.get_stored_fields()
    assert stored["title"] == "Goldfisch"
    assert "kept_apart" not in stored


def test_a_field_without_a_value_is_none():
    [result] = SearchQuerySet().filter(content="Reis")
    assert result.rating is None


def test_values_are_dictionaries():
    found = SearchQuerySet().models(Topic).filter(content="Goldfisch").order_by("views")
    assert list(found.values("title", "views")) == [
        {"title": "Goldfisch", "views": 3},
        {"title": "Kuckucksuhr", "views": 5},
    ]
    assert found.values("pk")[0]["pk"] == found[0].pk


def test_values_lists_are_tuples_or_flat():
    found = SearchQuerySet().models(Topic).filter(content="Goldfisch").order_by("views")
    assert [tuple(row) for row in found.values_list("title", "views")] == [
        ("Goldfisch", 3),
        ("Kuckucksuhr", 5),
    ]
    assert list(found.values_list("views", flat=True)) == [3, 5]
    assert list(found.values_list("views", flat=True)[1:2]) == [5]
    with pytest.raises(TypeError, match="flat"):
        found.values_list("title", "views", flat=True)


class OwnResult(SearchResult):
    pass


def test_results_may_be_of_another_class():
    own = SearchQuerySet().filter(content="Milch").result_class(OwnResult)
    assert {type(result) for result in own} == {OwnResult}
    assert {type(result) for result in own.result_class(None)} == {SearchResult}


def test_similar_results_may_be_of_another_class(rows):
    own = SearchQuerySet().result_class(OwnResult).more_like_this(rows["Goldfisch"])
    assert isinstance(own[0], OwnResult)


# Highlighting


def test_highlighting_adds_a_passage_with_marks():
    [result] = SearchQuerySet().filter(author="daniel", content="Teich").highlight()
    assert result.highlighted["text"] == ["Ein Goldfisch schwimmt im alten <mark>Teich</mark>."]


def test_highlighting_takes_fields_and_a_tag():
    [result] = (
        SearchQuerySet()
        .filter(title="Milchreis", content="Milch")
        .highlight(fields=["text", "title"], tag="em")
    )
    assert result.highlighted["text"] == ["<em>Milch</em> mit Reis, dazu Zimt und Zucker."]


def test_without_highlighting_there_is_none():
    assert SearchQuerySet().filter(content="Milch")[0].highlighted is None


def test_a_highlighted_passage_is_escaped(rows):
    index = connections["default"].get_unified_index().get_index(Tag)
    index.prepare_text = lambda row: "<script>Glas</script> & Milch"
    index.update_object(rows["Milchglas"])
    [result] = SearchQuerySet().models(Tag).filter(content="Glas").highlight()
    assert result.highlighted["text"] == [
        "&lt;script&gt;<mark>Glas</mark>&lt;/script&gt; &amp; Milch"
    ]  # fmt: skip


def test_read_and_index_querysets_are_those_of_the_index():
    index = connections["default"].get_unified_index().get_index(Topic)
    assert isinstance(index.read_queryset(), QuerySet)
