"""An index that cannot be read: the catalogue goes on from the database, and a new one is built by itself."""

import re
import subprocess
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from haystack import connections
from haystack.query import SearchQuerySet

from outbox.actions import drain, hasten
from outbox.models import OutboxEntry
from projects.models import Project
from search import fingerprint, healing
from search.engines.whoosh import keeper
from search.engines.whoosh.backend import WRITTEN_BY
from search.errors import IndexMissingError
from tests import factories as make
from tests import processes
from tests.search import damage

NOTICE = "Die Suche wird gerade neu eingerichtet."

of_any_kind = pytest.mark.parametrize("happened", damage.ALL, ids=lambda kind: kind.__name__)


@pytest.fixture
def unopened(backend):
    """As in a process that has not opened the index yet."""
    yield keeper._forget
    keeper._forget()


@pytest.fixture
def nobody_builds(monkeypatch):
    """Rebuilds that were begun: those of this test do nothing."""
    begun = []
    monkeypatch.setattr(healing, "build_apart", begun.append)
    return begun


def visit(words="Repaircafe"):
    answer = Client().get("/projekte/", {"q": words})
    assert answer.status_code == 200
    return answer.content.decode()


def keys():
    return sorted(int(result.pk) for result in SearchQuerySet())


@of_any_kind
def test_the_catalogue_goes_on_from_the_database(catalogue, backend, unopened, nobody_builds, happened):
    happened(backend.path)
    unopened()
    page = visit()
    assert NOTICE in page
    assert "<title>3 Projekte zu „Repaircafe“" in page


@pytest.mark.parametrize("words", ["Bücherschrank", "gibtesnicht", ""])
def test_a_large_catalogue_goes_on_without_reading_all_of_it(
    catalogue, backend, unopened, nobody_builds, monkeypatch, words
):
    make.ProjectFactory(title="Bücherschrank, noch im Entwurf", state="draft")
    monkeypatch.setattr("search.catalogue.MOST_READ", 6)
    monkeypatch.setattr("search.catalogue.answer_from_database", None)
    damage.missing(backend.path)
    unopened()
    page = visit(words)
    assert NOTICE in page
    assert ("Bücherschrank Giebel" in page) == (words != "gibtesnicht")
    assert "noch im Entwurf" not in page


@of_any_kind
def test_a_visitor_is_enough_for_a_new_index(catalogue, backend, unopened, happened):
    before = keys()
    happened(backend.path)
    unopened()
    visit()
    assert NOTICE not in visit()
    assert keys() == before
    assert not OutboxEntry.objects.exists()


@of_any_kind
def test_it_is_noticed_in_a_process_that_has_it_open(catalogue, backend, unopened, nobody_builds, happened):
    """But for a file that is only gone: who has it open may go on reading it."""
    before = visit()
    happened(backend.path)
    after = visit()
    assert NOTICE in after or before == after
    assert "<title>3 Projekte zu „Repaircafe“" in after


def test_many_visitors_owe_one_rebuild(catalogue, backend, unopened, monkeypatch):
    started = []
    monkeypatch.setattr("outbox.actions._beside", lambda work, patience: started.append(patience))
    damage.missing(backend.path)
    unopened()
    for _visitor in range(3):
        visit()
    assert OutboxEntry.objects.get().kind == healing.REBUILD
    assert started == [0, 0, 0]  # nobody waits for it; the lane lets one of them through


def test_a_rebuild_that_fails_is_tried_later_and_not_by_every_visitor(
    catalogue, backend, unopened, monkeypatch
):
    tries = []

    def fail(using):
        tries.append(using)
        raise subprocess.CalledProcessError(1, "rebuild_index")

    monkeypatch.setattr(healing, "build_apart", fail)
    damage.missing(backend.path)
    unopened()
    for _visitor in range(3):
        assert NOTICE in visit()
    assert tries == ["default"]
    assert OutboxEntry.objects.get().last_error == "CalledProcessError"


def test_what_was_built_meanwhile_is_not_built_again(catalogue, backend, nobody_builds):
    healing.rebuild_what_is_unreadable([{}])
    assert nobody_builds == []


def test_a_damaged_index_is_looked_through_once_and_not_by_every_visitor(
    catalogue, backend, unopened, nobody_builds, monkeypatch
):
    looked, read = [], keeper.Segment
    monkeypatch.setattr(keeper, "Segment", lambda *arguments: looked.append(1) or read(*arguments))
    damage.segment_with_another_bit(backend.path)
    unopened()
    for _visitor in range(3):
        visit()
    assert looked == [1]


@of_any_kind
def test_a_change_finds_its_way_into_a_damaged_index(catalogue, backend, unopened, happened):
    happened(backend.path)
    unopened()
    make.ProjectFactory(title="Neu dabei")
    assert NOTICE not in visit("Neu dabei")
    assert len(keys()) == len(catalogue) + 1


@of_any_kind
def test_a_few_entries_never_pass_for_all_of_them(catalogue, backend, unopened, happened):
    happened(backend.path)
    unopened()
    index = connections["default"].get_unified_index().get_index(Project)
    with pytest.raises(IndexMissingError):
        backend.update(index, index.index_queryset()[:1])


def test_other_pages_do_without_and_have_it_built(catalogue, backend, unopened):
    damage.segment_cut(backend.path)
    unopened()
    project = catalogue["Repair-Café West"]
    assert Client().get(project.get_absolute_url()).status_code == 200
    assert NOTICE not in visit()


# What it was built by


def test_an_index_that_another_analysis_made_is_built_anew(catalogue, backend, unopened, monkeypatch):
    monkeypatch.setattr(fingerprint, "_of_sources", lambda sources: "another stemmer")
    unopened()
    with pytest.raises(IndexMissingError, match="another version"):
        backend.snapshot()
    visit()
    assert NOTICE not in visit()


def test_an_index_of_other_fields_is_not_read(catalogue, backend, unopened, monkeypatch):
    fields = dict(backend.fields())
    del fields["labels"]
    monkeypatch.setattr(type(backend), "fields", lambda self: fields)
    unopened()
    with pytest.raises(IndexMissingError, match="another version"):
        backend.snapshot()


@pytest.mark.parametrize("changed", ["stem.py", "stop_words.txt", "documents.py", "gathering.py"])
def test_every_source_of_an_entry_has_a_part_in_the_fingerprint(tmp_path, monkeypatch, changed):
    monkeypatch.setattr(fingerprint, "_HERE", tmp_path)
    (tmp_path / "german").mkdir()
    for name in ("german/stem.py", "german/stop_words.txt", "documents.py", "gathering.py"):
        (tmp_path / name).write_text("before")

    def taken():
        fingerprint._of_sources.cache_clear()
        return fingerprint.fingerprint("text", sources=(tmp_path / "gathering.py",))

    first = taken()
    assert taken() == first
    next(tmp_path.rglob(changed)).write_text("after")
    assert taken() != first
    fingerprint._of_sources.cache_clear()


def test_nothing_is_forgotten_that_writes_segments():
    """What the gathering of entries imports from its own folder, and what that imports in turn."""
    folder, found, left = WRITTEN_BY[0].parent, set(), ["gathering"]
    while left:
        if (name := left.pop()) not in found:
            found.add(name)
            left += re.findall(
                r"from search\.engines\.whoosh\.(\w+) import", (folder / f"{name}.py").read_text()
            )
    assert found == {path.stem for path in WRITTEN_BY}


def test_preparing_the_site_builds_an_outdated_index(catalogue, backend, unopened):
    damage.outdated(backend.path)
    unopened()
    call_command("prepare")
    assert len(keys()) == len(catalogue)


# One who builds


def test_a_second_rebuild_at_the_same_time_ends_with_a_sentence(catalogue, backend):
    with backend.store.building(), pytest.raises(CommandError, match="is being built anew already"):
        call_command("rebuild_index", stdout=StringIO())


def test_what_is_written_during_a_rebuild_is_found_at_once_and_afterwards(catalogue, backend):
    """Into the index that answers, and again into the one that takes its place."""
    index = connections["default"].get_unified_index().get_index(Project)
    rows = list(index.index_queryset())

    def read_before_the_change():
        yield index, rows
        make.ProjectFactory(title="Leihladen")
        assert len(SearchQuerySet().filter(content="leihladen")) == 1
        assert {owed.last_error for owed in OutboxEntry.objects.all()} == {"IndexBusyError"}

    backend.rebuild(read_before_the_change())
    assert len(SearchQuerySet().filter(content="leihladen")) == 0
    hasten("index")
    drain()
    assert len(SearchQuerySet().filter(content="leihladen")) == 1


def test_what_a_killed_builder_left_goes_with_the_next(catalogue, backend):
    (backend.path / "build-left-behind").mkdir()
    call_command("rebuild_index", stdout=StringIO())
    assert len(list(backend.path.glob("build-*"))) == 1


def test_processes_that_meet_the_damage_together_have_it_mended_once(on_sqlite):
    """Real processes, threads and commits: nobody waits for the rebuild, and nobody sees an error."""
    found = processes.run("tests.search.visitors", 4, 5, **on_sqlite)
    assert found["answers"] == {"200": 4 * 5}
    assert found["rebuilds"] == ["default"]
    assert found["is_readable"]
    assert found["owed"] == 0
    assert found["entries"] == found["projects"] > 0
