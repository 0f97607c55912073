"""Haystack's documentation, statement by statement, asked of our backend."""

import pytest
from haystack import connections
from haystack.utils.loading import UnifiedIndex

from tests import factories as make
from tests.search.conformance.notes import LABELS, NOTES, LabelIndex, NoteIndex


@pytest.fixture
def notes_and_labels(db):
    return [make.TopicFactory(name=name) for name in NOTES] + [make.TagFactory(name=name) for name in LABELS]


@pytest.fixture
def connect(settings, tmp_path, monkeypatch):
    """Give a name of a connection an index of its own: `connect("archive")`."""
    monkeypatch.setattr(connections, "thread_local", type(connections.thread_local)())
    settings.HAYSTACK_CONNECTIONS = {}
    monkeypatch.setattr(connections, "connections_info", settings.HAYSTACK_CONNECTIONS)

    def connect(alias, **options):
        engine = "search.engines.whoosh.backend.WhooshEngine"
        own = {"ENGINE": engine, "PATH": str(tmp_path / alias), "INCLUDE_SPELLING": True}
        settings.HAYSTACK_CONNECTIONS[alias] = own | options
        connections.reload(alias)
        connections[alias]._index = UnifiedIndex()
        connections[alias]._index.build([NoteIndex(), LabelIndex()])
        return connections[alias].get_backend()

    return connect


@pytest.fixture
def backend(connect):
    return connect("default")


@pytest.fixture
def library(notes_and_labels, backend):
    """Notes and labels, found by `SearchQuerySet()`."""
    for index in connections["default"].get_unified_index().get_indexes().values():
        index.update()
    return {row.name: row for row in notes_and_labels}
