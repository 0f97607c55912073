"""`SearchQuerySet`: methods that ask (docs: SearchQuerySet API, Input Types, SearchQuery API, Boost)."""

import pytest
from haystack.inputs import AltParser, AutoQuery, Clean, Exact, Not, Raw
from haystack.query import SQ, EmptySearchQuerySet, SearchQuerySet

from projects.models import Sector, Tag, Topic
from tests.search.conformance.notes import LABELS, NOTES, titles

pytestmark = pytest.mark.usefixtures("library")
EVERYTHING = sorted([*NOTES, *LABELS])


def found(*args, **kwargs):
    return titles(SearchQuerySet().filter(*args, **kwargs))


def test_all_returns_all_results():
    assert titles(SearchQuerySet().all()) == EVERYTHING


def test_none_behaves_like_a_queryset_and_yields_nothing():
    nothing = SearchQuerySet().filter(content="Milch").none()
    assert isinstance(nothing, EmptySearchQuerySet)
    assert (list(nothing), len(nothing), nothing[:5], list(nothing.filter(content="Teich"))) == (
        [],
        0,
        [],
        [],
    )


def test_filter_looks_for_certain_attributes():
    assert found(content="Milch", author="daniel") == []
    assert found(content="Milch", author="john") == ["Bananenmilch", "Milchreis"]


def test_filters_chain():
    chained = SearchQuerySet().filter(content="Milch").filter(author="john")
    assert titles(chained) == found(content="Milch", author="john")


def test_several_words_are_no_phrase():
    assert found(content="Teich alten") == ["Goldfisch"]


def test_a_bare_string_is_escaped():
    """It is `Clean`: no sign in it is an operator."""
    assert found(content="alten -Teich") == ["Goldfisch"]
    assert found(content='"Teich alten"') == ["Goldfisch"]
    assert found(content="Goldf*") == []
    assert found(content="Milch)(^~:[") == found(content="Milch")


def test_exclude_leaves_out_certain_attributes():
    without = SearchQuerySet().models(Topic).exclude(content="Milch")
    assert titles(without) == ["Goldfisch", "Kuckucksuhr"]
    assert titles(without.exclude(author="john")) == ["Goldfisch"]
    assert titles(SearchQuerySet().models(Topic).exclude(content="Milch", author="john")) == [
        "Goldfisch", "Kuckucksuhr", "Äpfel",
    ]  # fmt: skip


def test_exclude_and_filter_chain_in_any_order():
    one = SearchQuerySet().exclude(content="Reis").filter(content="Milch")
    other = SearchQuerySet().filter(content="Milch").exclude(content="Reis")
    assert titles(one) == titles(other) == ["Bananenmilch", "Milchglas", "Äpfel"]


def test_filter_and_joins_with_and():
    assert titles(SearchQuerySet().filter(content="Milch").filter_and(content="Reis")) == ["Milchreis"]


def test_filter_or_joins_with_or():
    assert titles(SearchQuerySet().filter(content="Reis").filter_or(content="Kuckuck")) == [
        "Kuckucksuhr",
        "Milchreis",
    ]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (SQ(author="daniel") | SQ(content="Reis"), ["Goldfisch", "Milchreis"]),
        (SQ(author="john") & ~SQ(content="Milch"), ["Kuckucksuhr"]),
        (SQ(author="john") & ~(SQ(content="Reis") | SQ(content="Banane")), ["Kuckucksuhr"]),
        (SQ(content="Milch") & (SQ(tags="Küche") | SQ(author="john")) & ~SQ(title="Milchreis"), [
            "Bananenmilch", "Äpfel",
        ]),
        (~(~SQ(author="daniel")), ["Goldfisch"]),
    ],
)  # fmt: skip
def test_sq_objects_express_and_or_and_not(condition, expected):
    assert found(condition) == expected


def test_querysets_combine():
    milk, pond = SearchQuerySet().filter(content="Milch"), SearchQuerySet().filter(content="Teich")
    assert titles(milk & SearchQuerySet().filter(author="john")) == ["Bananenmilch", "Milchreis"]
    assert titles((milk | pond).models(Tag)) == ["Milchglas", "Teichrand"]


def test_content_searches_whatever_field_is_the_document():
    assert found(content="Zucker") == found(text="Zucker") == ["Milchreis"]


def test_a_field_is_searched_by_its_name_whatever_it_is_called_in_the_index():
    assert found(subtitle="Untertitel daniel") == ["Goldfisch"]


def test_a_field_that_is_not_indexed_is_not_searched():
    assert found(rendered="Goldfisch") == []


def test_a_field_need_not_be_stored_to_be_searched():
    assert found(kept_apart="Geheimnis") == sorted(NOTES)


# Input types


def test_raw_passes_the_query_on_in_the_syntax_of_the_backend():
    assert found(content=Raw("alten NOT Teich")) == ["Äpfel"]
    assert found(content=Raw("Reis OR (Kuckuck AND title:Kuckucksuhr)")) == ["Kuckucksuhr", "Milchreis"]
    assert found(content=Raw('"alten Teich" OR Banan*')) == ["Bananenmilch", "Goldfisch"]
    assert found(author=Raw("daniel OR sally")) == ["Goldfisch", "Äpfel"]


def test_clean_lets_no_operator_through():
    assert found(content=Clean("Reis OR Kuckuck")) == []
    assert found(content=Clean("Milch -Reis")) == ["Milchreis"]


def test_exact_matches_a_phrase():
    assert found(content=Exact("alten Teich")) == ["Goldfisch"]
    assert found(content=Exact("Teich alten")) == []
    assert found(author=Exact("Sally Jones")) == found(author__exact="Sally Jones") == ["Äpfel"]
    assert found(content=Exact('alten "Teich', clean=True)) == ["Goldfisch"]


def test_not_negates():
    assert "Goldfisch" not in found(author=Not("daniel"))
    assert "Goldfisch" in found(content=Not("Milch"))
    assert found(content=Not("Milch Reis"), author="john") == ["Bananenmilch", "Kuckucksuhr"]
    assert found(views=Not(3), author__in=["daniel", "john"], is_open=True) == ["Bananenmilch", "Milchreis"]


def test_auto_query_understands_words_not_and_phrases():
    typed = 'Milch -Reis "alten Topf"'
    assert titles(SearchQuerySet().auto_query(typed)) == ["Äpfel"]
    assert found(content=AutoQuery(typed)) == ["Äpfel"]
    assert found(content=AutoQuery('Milch "mit :Reis"')) == ["Milchreis"]


def test_auto_query_works_on_another_field():
    assert titles(SearchQuerySet().auto_query("Jones -daniel", fieldname="author")) == ["Äpfel"]
    assert found(author=AutoQuery("Jones -Sally")) == []


@pytest.mark.filterwarnings("always")
def test_alt_parser_is_for_solr_and_is_ignored_with_a_warning():
    with pytest.warns(UserWarning, match="AltParser"):
        assert found(content=AltParser("dismax", "Reis", qf="text")) == EVERYTHING


def test_an_input_type_of_ones_own_prepares_the_query():
    class NoShouting(Clean):
        def prepare(self, query_obj):
            return super().prepare(query_obj).replace("!", "").lower()

    assert found(author__exact=NoShouting("DANIEL!")) == ["Goldfisch"]


def test_raw_search_chains():
    assert titles(SearchQuerySet().raw_search("Milch NOT Reis").models(Tag)) == ["Milchglas"]


# Models, connections


def test_models_narrows_to_these():
    milk = SearchQuerySet().filter(content="Milch")
    assert titles(milk.models(Tag)) == ["Milchglas"]
    assert titles(milk.models(Topic)) == ["Bananenmilch", "Milchreis", "Äpfel"]
    assert len(milk.models(Topic, Tag)) == len(milk.models(Topic).models(Tag)) == 4


def test_a_model_that_is_not_indexed_is_warned_of_and_finds_nothing():
    with pytest.warns(UserWarning, match="not registered"):
        assert len(SearchQuerySet().models(Sector)) == 0


def test_using_switches_the_connection(connect, library):
    archive = connect("archive")
    archive.clear()
    assert len(SearchQuerySet().using("archive")) == 0
    archive.update(_index(Tag, "archive"), [library["Teichrand"]])
    assert titles(SearchQuerySet().using("archive").filter(content="Rand")) == ["Teichrand"]
    assert titles(SearchQuerySet(using="archive").all()) == ["Teichrand"]
    assert titles(SearchQuerySet().all()) == EVERYTHING


def _index(model, alias="default"):
    from haystack import connections

    return connections[alias].get_unified_index().get_index(model)


# Boost


def first(queryset):
    return queryset[0].title


def test_a_boosted_term_brings_to_the_front_and_one_below_one_to_the_back():
    milk = SearchQuerySet().models(Topic).filter(content="Milch")
    assert first(milk.boost("Zucker", 5)) == "Milchreis"
    assert first(milk.boost("Äpfel", 5)) == "Äpfel"
    assert [one.title for one in milk.boost("Äpfel", 0.1)][-1] == "Äpfel"


def test_a_boost_of_one_changes_nothing():
    milk = SearchQuerySet().filter(content="Milch")
    assert [one.score for one in milk.boost("Zucker", 1)] == [one.score for one in milk]


def test_a_boost_works_without_a_filter():
    assert first(SearchQuerySet().boost("Zucker", 1.1)) == "Milchreis"


def test_a_document_may_be_boosted(library):
    def score():
        return SearchQuerySet().models(Tag).filter(content="Teich")[0].score

    before, index = score(), _index(Tag)
    plain = index.prepare
    index.prepare = lambda row: plain(row) | {"boost": 3.0}
    index.update_object(library["Teichrand"])
    assert score() > before


def test_a_boosted_field_counts_more_than_a_plain_one():
    [by_title] = SearchQuerySet().filter(title="Goldfisch")
    [by_subtitle] = SearchQuerySet().filter(title="Kuckucksuhr")
    assert by_title.score == by_subtitle.score > 0


# More like this, autocomplete, spelling


def test_more_like_this_finds_similar_results(library):
    similar = SearchQuerySet().more_like_this(library["Goldfisch"])
    assert similar.count() == 3
    assert "Goldfisch" not in titles(similar)
    assert similar[0].object


def test_what_was_asked_before_holds_for_more_like_this(library):
    like = library["Goldfisch"]
    assert titles(SearchQuerySet().filter(author="john").more_like_this(like)) == ["Kuckucksuhr"]
    assert titles(SearchQuerySet().models(Tag).more_like_this(like)) == ["Teichrand"]
    assert titles(SearchQuerySet().narrow("views:5").more_like_this(like)) == ["Kuckucksuhr"]
    assert "Teichrand" not in titles(SearchQuerySet().exclude(content="Rand").more_like_this(like))


def test_more_like_this_of_what_is_not_indexed_is_nothing(library):
    _index(Topic).remove_object(library["Goldfisch"])
    assert list(SearchQuerySet().more_like_this(library["Goldfisch"])) == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"beginning": "gold"}, ["Goldfisch"]),
        ({"beginning": "äpf"}, ["Äpfel"]),
        ({"beginning": "aepf APF"}, ["Äpfel"]),
        ({"beginning": "fisch"}, []),
        ({"anywhere": "fisch"}, ["Goldfisch"]),
        ({"anywhere": "uck uhr"}, ["Kuckucksuhr"]),
        ({"beginning": "milch gold"}, []),
    ],
)
def test_autocomplete_finds_by_the_beginnings_or_by_the_middle_of_words(typed, expected):
    assert titles(SearchQuerySet().autocomplete(**typed)) == expected


def test_autocomplete_is_a_filter_like_any_other():
    assert found(beginning="milch", author="john") == ["Milchreis"]
    assert titles(SearchQuerySet().filter(content="Zucker").autocomplete(beginning="mil")) == ["Milchreis"]


def test_a_spelling_suggestion_replaces_what_finds_nothing():
    assert SearchQuerySet().auto_query("Goldfich Teich").spelling_suggestion() == "goldfisch Teich"
    assert SearchQuerySet().spelling_suggestion("Zukker") == "zucker"
    assert SearchQuerySet().filter(content="Milch").spelling_suggestion("Zukker") == "zucker"


def test_a_spelling_suggestion_runs_no_other_query():
    mistyped = SearchQuerySet().auto_query("Goldfich")
    assert list(mistyped) == []
    assert mistyped.spelling_suggestion() == "goldfisch"
    assert list(mistyped) == []


def test_there_is_no_suggestion_for_what_is_spelled_well():
    assert SearchQuerySet().auto_query("Goldfisch Teich").spelling_suggestion() is None


def test_a_spelling_query_can_be_set():
    assert (
        SearchQuerySet().filter(author="john").set_spelling_query("Zukker").spelling_suggestion() == "zucker"
    )


def test_without_include_spelling_there_are_no_suggestions(connect, library):
    connect("default", INCLUDE_SPELLING=False)
    assert SearchQuerySet().auto_query("Goldfich").spelling_suggestion() is None


# What no backend but others' knows


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("stats", ["views"]),
        ("stats_facet", ["views", "author"]),
        ("within", ["place", None, None]),
        ("dwithin", ["place", None, None]),
        ("distance", ["place", None]),
    ],
)
def test_statistics_and_places_are_refused_with_a_sentence(method, arguments):
    with pytest.raises(NotImplementedError, match="not supported by this search engine"):
        getattr(SearchQuerySet(), method)(*arguments)
