"""The engine: snapshots, writers, rebuilds, damage; threads and processes."""

import json
import os
import pickle
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections as databases
from haystack import connections
from haystack.query import SearchQuerySet

from outbox.actions import drain
from projects.models import Project
from search.actions import rebuild
from search.asked import Asked
from search.engines.whoosh import keeper
from search.engines.whoosh.merging import MANY
from search.engines.whoosh.scoring import idf
from search.errors import IndexBusyError
from search.from_index import ways_to_match
from search.query.expand import ask as question
from search.query.parse import parse
from search.query.tree import Everything
from search.understanding import understood_of


def keys():
    return sorted(int(result.pk) for result in SearchQuerySet())


def test_only_the_program_may_read_the_index(catalogue, backend):
    for folder in (backend.path, *backend.path.glob("build-*")):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_rebuild_answers_until_it_is_done_and_leaves_nothing_behind(catalogue, backend):
    before, [old] = keys(), backend.path.glob("build-*")

    def watch(count):
        assert keys() == before

    assert rebuild(after_each=watch) == len(before)
    assert keys() == before
    [new] = backend.path.glob("build-*")
    assert new != old
    assert len(backend.snapshot().segments) == 1


def test_what_changes_during_a_rebuild_is_in_the_index_after_it(catalogue, backend, monkeypatch):
    def change_meanwhile(count):
        with monkeypatch.context() as patch:
            patch.setattr(backend, "patience", 0)
            Project.objects.get(title="Chor der Höfe").delete()

    assert rebuild(after_each=change_meanwhile) == len(catalogue)
    drain()
    assert len(keys()) == len(catalogue) - 1


def test_a_rebuild_that_fails_leaves_the_old_index(catalogue, backend):
    def fail(count):
        raise ZeroDivisionError

    before = keys()
    with pytest.raises(ZeroDivisionError):
        rebuild(after_each=fail)
    assert keys() == before
    assert len(list(backend.path.glob("build-*"))) == 1


def test_a_write_that_fails_leaves_the_old_generation(catalogue, backend, monkeypatch):
    def fail(*arguments):
        raise ZeroDivisionError

    before = keys()
    monkeypatch.setattr("search.engines.whoosh.change.Content.write", fail)
    index = connections["default"].get_unified_index().get_index(Project)
    with pytest.raises(ZeroDivisionError):
        backend.update(index, index.index_queryset())
    assert keys() == before


@pytest.mark.parametrize(
    "command", [["rebuild_index", "--noinput"], ["update_index"], ["update_index", "--remove"]]
)
def test_the_commands_of_haystack_fill_an_empty_index(catalogue, backend, command):
    before = keys()
    backend.clear()
    assert keys() == []
    call_command(*command, stdout=StringIO(), verbosity=0)
    assert keys() == before


def test_update_index_can_remove_what_is_gone(catalogue, backend):
    Project.objects.filter(title="Chor der Höfe").update(state="removed")
    call_command("update_index", "--remove", stdout=StringIO(), verbosity=0)
    assert len(keys()) == len(catalogue) - 1


def test_a_rebuild_shows_how_far_it_is(catalogue):
    class Terminal(StringIO):
        def isatty(self):
            return True

    shown = Terminal()
    call_command("rebuild_index", stdout=StringIO(), stderr=shown)
    assert "[########################################] 7" in shown.getvalue()


def test_clearing_one_model_takes_its_entries(catalogue, backend):
    backend.clear(models=[Project])
    assert keys() == []


def test_the_same_object_three_times_is_one_entry(catalogue, backend):
    index = connections["default"].get_unified_index().get_index(Project)
    project = index.index_queryset().get(title="Schokoladenseiten")
    backend.update(index, [project, project, project])
    assert len(keys()) == len(catalogue)
    backend.update(index, [])
    backend.remove("projects.project.999999")
    backend.remove(project)
    assert len(keys()) == len(catalogue) - 1


def test_small_segments_are_joined(catalogue, backend):
    index = connections["default"].get_unified_index().get_index(Project)
    for _ in range(2 * MANY):
        backend.update(index, index.index_queryset()[:2])
    assert len(backend.snapshot().segments) <= MANY
    assert len(keys()) == len(catalogue)
    assert backend.snapshot().postings("scope", "districts").ids.tolist()
    assert len(SearchQuerySet().narrow('scope:"districts"')) == len(catalogue)


def test_a_second_writer_waits_and_then_gives_up(catalogue, backend):
    with backend.store.lock(1), pytest.raises(IndexBusyError), backend.store.lock(0.02):
        pass


# Many at once


def test_an_old_snapshot_still_answers_when_its_files_are_gone(catalogue, backend):
    old = backend.snapshot()
    rebuild()
    rebuild()
    assert backend.snapshot() is not old
    assert len(old.postings("text", "schokolad").ids) == 1
    assert old.stored(0)["id"].startswith("projects.project.")
    assert old.ranks("name").tolist()


def test_words_are_answered_by_the_generation_they_were_understood_with(catalogue, backend):
    asked = Asked(q="schokolade")
    before, then = (ways_to_match(asked, understood_of(asked, backend)) for _time in range(2))
    assert (total := len(next(before)))
    backend.clear()
    way = next(then)
    assert len(way) == len(way.all()) == total
    assert len(way.using("default")) == len(pickle.loads(pickle.dumps(way.all()))[:]) == 0  # noqa: S301 - ours
    assert not len(next(ways_to_match(asked, understood_of(asked, backend))))


def test_threads_get_the_answer_of_their_generation(catalogue, backend):
    """Six threads ask while others build the index anew, over and over."""
    index = connections["default"].get_unified_index().get_index(Project)
    rows = list(index.index_queryset())
    expected = {words: ask(words) for words in ("schokolade", "repaircafe", "straße", "singen")}

    def work(number):
        words = sorted(expected)[number % len(expected)]
        if number % 25 == 0:
            with suppress(IndexBusyError):  # somebody else builds
                connections["default"].get_backend().rebuild([(index, rows)])
        try:
            return ask(words) == expected[words]
        finally:
            databases.close_all()

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(work, range(200)))


def ask(words):
    node = question(parse(words), connections["default"].get_backend().analysis()).every
    return sorted(result.pk for result in SearchQuerySet().filter(content=node)[:20])


WRITER = """
import json, sys
import django
django.setup()
from haystack import connections
from outbox.actions import drain
from projects.models import Project

class Index:
    fields = {}
    def full_prepare(self, number):
        return {"id": f"projects.project.{number}", "django_ct": "projects.project", "django_id": str(number),
                "text": f"Eintrag {number}", "name": f"Eintrag {number}"}

connections["default"].options |= {"PATH": sys.argv[1], "PATIENCE": 100}
backend = connections["default"].get_backend()
for number in json.loads(sys.argv[2]):
    backend.update(Index(), [number])
    if number % 5 == 0:
        backend.remove(f"projects.project.{number}")
"""


def test_processes_write_side_by_side_and_nothing_is_lost(search_index, tmp_path, settings):
    environment = os.environ | {"VAR_DIR": str(settings.VAR_DIR), "PYTHONPATH": str(Path.cwd())}
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path / "index"), json.dumps(numbers)], env=environment
        )
        for numbers in (list(range(1, 13)), list(range(101, 113)), list(range(201, 213)))
    ]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0, 0]

    backend = connections["default"].get_backend().__class__("default", PATH=str(tmp_path / "index"))
    found = backend.search(Everything())["results"]
    expected = {n for start in (1, 101, 201) for n in range(start, start + 12) if n % 5}
    assert {int(result.pk) for result in found} == expected
    assert len(found) == len(expected)


def test_a_child_process_opens_its_own_files(catalogue, backend):
    backend.snapshot()
    child = os.fork()
    if not child:  # pragma: no cover - runs in the child
        os._exit(0 if not keeper._keepers else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_rarer_terms_count_more(catalogue, backend):
    snapshot = backend.snapshot()
    assert idf(snapshot, 1) > idf(snapshot, 3) > idf(snapshot, 7) > 0
