"""Writing, the backend's own methods, and the commands (docs: SearchBackend API, SearchIndex API, Management
Commands, Multiple Indexes)."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from haystack import connections
from haystack.exceptions import SkipDocument
from haystack.query import SearchQuerySet

from projects.models import Tag, Topic
from search.query.tree import Everything
from tests.search.conformance.notes import LABELS, NOTES, titles

EVERYTHING = sorted([*NOTES, *LABELS])


def index_of(model, alias="default"):
    return connections[alias].get_unified_index().get_index(model)


def run(*command, **options):
    out = StringIO()
    call_command(*command, stdout=out, stderr=out, **options)
    return out.getvalue()


def everything(alias="default"):
    return titles(SearchQuerySet().using(alias).all())


# The backend


def test_update_takes_an_index_and_objects(library, backend):
    backend.clear()
    backend.update(index_of(Tag), Tag.objects.all())
    assert everything() == sorted(LABELS)


def test_update_replaces_what_is_there(library, backend):
    backend.update(index_of(Tag), [library["Milchglas"]] * 3)
    assert everything() == EVERYTHING


def test_remove_takes_an_object_or_its_identifier(library, backend):
    backend.remove(library["Milchglas"])
    backend.remove(f"projects.topic.{library['Goldfisch'].pk}")
    assert everything() == sorted(set(EVERYTHING) - {"Milchglas", "Goldfisch"})


def test_removing_what_is_not_there_does_no_harm(library, backend):
    backend.remove("projects.topic.987654")
    assert everything() == EVERYTHING


def test_clear_takes_all_or_the_entries_of_models(library, backend):
    backend.clear(models=[Topic])
    assert everything() == sorted(LABELS)
    backend.clear()
    assert everything() == []


def test_search_answers_with_results_and_hits(library, backend):
    answer = backend.search("Milch NOT Reis", end_offset=2)
    assert answer["hits"] == 3
    assert len(answer["results"]) == 2
    assert backend.search("*")["hits"] == backend.search(Everything())["hits"] == len(EVERYTHING)


def test_search_takes_what_the_documentation_names(library, backend):
    answer = backend.search(
        "content:Milch",
        sort_by=["-views"],
        start_offset=1,
        end_offset=3,
        fields="title",
        highlight=True,
        facets={"author_exact": {}},
        date_facets=None,
        query_facets=[("author_exact", "jo*")],
        narrow_queries={'is_open:"true"', "author:john"},
        spelling_query="Zukker",
        limit_to_registered_models=True,
    )
    assert [result.title for result in answer["results"]] == ["Milchreis"]
    assert answer["facets"]["fields"] == {"author_exact": [("john", 2)]}
    assert answer["facets"]["queries"] == {"author_exact:jo*": 2}
    assert answer["spelling_suggestion"] == "zucker"


def test_entries_of_models_without_an_index_are_ignored(library, backend):
    indexes = connections["default"].get_unified_index()
    indexes._indexes.pop(Tag)
    assert backend.build_models_list() == ["projects.topic"]
    assert everything() == sorted(NOTES)
    assert backend.search("*", limit_to_registered_models=False)["hits"] == len(EVERYTHING)


def test_build_schema_tells_the_fields(backend):
    content, schema = backend.build_schema(connections["default"].get_unified_index().all_searchfields())
    assert content == "text"
    assert {"id", "django_ct", "django_id", "text", "author", "author_exact", "subtitle_s"} <= set(
        schema.names()
    )


def test_queries_are_kept_while_debugging(library, settings):
    settings.DEBUG = True
    connections["default"].queries.clear()
    list(SearchQuerySet().filter(content="Milch"))
    assert connections["default"].queries[0]["time"]


# The indexes


def test_an_index_updates_one_object_or_all(library, backend):
    backend.clear()
    index_of(Topic).update_object(library["Goldfisch"])
    assert everything() == ["Goldfisch"]
    index_of(Topic).update()
    assert everything() == sorted(NOTES)


def test_an_index_removes_one_object_or_all(library):
    index_of(Tag).remove_object(library["Milchglas"])
    assert "Milchglas" not in everything()
    index_of(Tag).clear()
    assert everything() == sorted(NOTES)


def test_an_index_can_be_indexed_anew(library):
    index_of(Tag).prepare_title = lambda row: f"{row.name} neu"
    index_of(Tag).reindex()
    assert titles(SearchQuerySet().models(Tag)) == ["Milchglas neu", "Teichrand neu"]


def test_an_index_decides_what_is_worth_an_update(library):
    index = index_of(Tag)
    index.should_update = lambda row, **kwargs: False
    index.prepare_title = lambda row: "neu"
    index.update_object(library["Milchglas"])
    assert everything() == EVERYTHING


def test_an_index_may_skip_a_document(library, backend):
    def skip(row):
        raise SkipDocument

    backend.clear()
    index_of(Tag).prepare_text = skip
    for model in (Tag, Topic):
        index_of(model).update()
    assert everything() == sorted(NOTES)


def test_a_new_value_takes_the_place_of_the_old_one(library):
    index_of(Tag).prepare_text = lambda row: "Etwas mit Streifen."
    index_of(Tag).update_object(library["Milchglas"])
    assert titles(SearchQuerySet().models(Tag).filter(content="Milch")) == []
    assert titles(SearchQuerySet().filter(content="Streifen")) == ["Milchglas"]


# The commands


def test_clear_index_wipes_the_index_out(library):
    run("clear_index", interactive=False)
    assert everything() == []


def test_clear_index_asks_first(library, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda *words: "n")
    assert "No action taken." in run("clear_index")
    assert everything() == EVERYTHING


def test_update_index_freshens_and_deletes_nothing(library):
    Topic.objects.filter(name="Goldfisch").delete()
    Tag.objects.filter(name="Milchglas").update(name="Teichrand zwei")
    index_of(Tag).prepare_text = lambda row: row.name
    run("update_index", "projects")
    assert everything() == sorted({*EVERYTHING, "Teichrand zwei"} - {"Milchglas"})


def test_update_index_can_remove_what_is_gone(library):
    Topic.objects.filter(name="Goldfisch").delete()
    run("update_index", "--remove")
    assert everything() == sorted(set(EVERYTHING) - {"Goldfisch"})


def test_update_index_takes_a_model_and_a_batch_size(library, backend):
    backend.clear()
    assert "Indexing 2" in run("update_index", "projects.Tag", "--batch-size=1")
    assert everything() == sorted(LABELS)


def test_update_index_says_what_it_does(library):
    assert run("update_index", verbosity=0) == ""
    assert "Indexing 5" in run("update_index", verbosity=1)


def test_update_index_does_not_depend_on_commits(library):
    run("update_index", "--nocommit")
    assert everything() == EVERYTHING


def test_commands_work_on_the_connections_they_are_told(library, connect):
    connect("archive")
    run("update_index", "--using=archive")
    assert everything("archive") == EVERYTHING
    run("clear_index", "--using=archive", interactive=False)
    assert (everything("archive"), everything()) == ([], EVERYTHING)
    run("rebuild_index", "--noinput", "--using=archive")
    assert everything("archive") == EVERYTHING


def test_rebuild_index_removes_and_adds(library):
    Topic.objects.filter(name="Goldfisch").delete()
    assert "6 entries in the index." in run("rebuild_index", interactive=False)
    assert everything() == sorted(set(EVERYTHING) - {"Goldfisch"})


def test_rebuild_index_takes_the_arguments_of_haystack(library):
    run("rebuild_index", "--noinput", "--batch-size=2", "--nocommit", "--workers=2", "--max-retries=1")
    assert everything() == EVERYTHING


def test_rebuild_index_takes_all_or_nothing(library):
    with pytest.raises(CommandError):
        run("rebuild_index", "--noinput", "--age=2")


def test_haystack_info_names_the_indexes(library):
    assert "Model: Topic by Index" in run("haystack_info")
