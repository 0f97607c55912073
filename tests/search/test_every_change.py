"""Whatever changes what an entry says reaches the index: compared with one that is built from scratch."""

import ast
from pathlib import Path

import numpy as np
import pytest
from django.db import transaction
from haystack import connections
from haystack.constants import ID

from outbox.actions import drain
from outbox.models import OutboxEntry
from search.actions import rebuild
from search.query.tree import FORMS_OF
from tests.search.every_change import CHANGES, scene
from tests.test_architecture import ROOT, sources

INDEXES = ("default", "lessons")


@pytest.fixture
def changed_scene(search_index):
    with transaction.atomic():
        return scene()


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_the_index_follows(changed_scene, change):
    before = held()
    change(changed_scene)
    drain()
    after = held()
    for name in INDEXES:
        rebuild(name)
    assert after == held()
    assert after != before, "The change shows nowhere: it proves nothing."
    assert not OutboxEntry.objects.filter(kind="index").exists()


def held():
    """All that both indexes hold, entry by entry, but for what depends on the words of the others."""
    return {name: held_by(connections[name].get_backend()) for name in INDEXES}


def held_by(backend):
    snapshot = backend.snapshot()
    entries = {number: {"stored": snapshot.stored(number)} for number in np.flatnonzero(snapshot.alive)}
    for offset, segment in zip(snapshot.offsets, snapshot.segments, strict=False):
        for field, values in values_of(segment, FORMS_OF.format(backend.text_field())):
            for number, value in values:
                if offset + number in entries:
                    entries[offset + number].setdefault(field, []).append(value)
    return {
        entry["stored"][ID]: {field: entry[field] for field in sorted(entry)} for entry in entries.values()
    }


def values_of(segment, forms):
    """Exact values and words as they are written, numbers, and what is sorted by."""
    for field, inverted in segment.content.inverted.items():
        if field == forms or inverted.weights is None:
            held = zip(
                np.repeat(np.arange(len(inverted.terms)), inverted.holders()), inverted.ids, strict=True
            )
            yield field, [(number, inverted.terms[int(term)]) for term, number in held]
    for field, column in segment.content.columns.items():
        yield f"{field}, a number", enumerate(map(str, column.values.tolist()))
    for field, ordered in segment.content.ordered.items():
        yield f"{field}, to sort by", enumerate(ordered.keys[rank] for rank in ordered.ranks.tolist())


# What passes by `save` and `delete` is not seen by signals: why that does no harm

BY_HAND = {
    "handouts": "hand-outs are not in the index",
    "knowledge/invention": "for load; the command says that the index is to be built",
    "knowledge/linking.py": "groups that are interested are not in the index",
    "knowledge/merging/joining.py": "adaptations are not in the index; a lesson is followed by its transfer",
    "knowledge/merging/merge.py": "former addresses are not in the index",
    "knowledge/merging/rows.py": "both entries are saved afterwards",
    "knowledge/retention.py": "notes of groups are not in the index",
    "outbox": "work that is owed is not in the index",
    "pages/seeding/catalogue.py": "tags of an entry that is made in the same transaction",
    "pages/seeding/travels.py": "adaptations are not in the index",
    "people": "people are not in the index",
    "projects/actions/legal.py": "addresses of senders are not in the index",
    "projects/actions/pictures.py": "pictures are not in the index",
    "projects/actions/questions.py": "questions are not in the index",
    "projects/actions/reports.py": "reports are not in the index",
    "projects/actions/tags.py": "the tag that takes over gets a new synonym afterwards",
    "projects/contributing/on_behalf.py": "names of authors are not in the index",
    "search/actions.py": "searches are not in the index",
    "search/learning.py": "searches are not in the index",
}
PASSING_BY = {"update", "bulk_create", "bulk_update", "_raw_delete"}


def test_nobody_passes_by_the_signals_unnoticed():
    """Whoever adds a place says above why the index need not follow, or how it does."""
    found = {str(path.relative_to(ROOT)) for path in sources() if passes_by(path)}
    assert [place for place in found if not place.startswith(tuple(BY_HAND))] == []
    assert [place for place in BY_HAND if not any(one.startswith(place) for one in found)] == []


def passes_by(path: Path):
    """Whether rows are written in bulk; a dictionary's `update` takes no names."""
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    return any(
        isinstance(call.func, ast.Attribute)
        and call.func.attr in PASSING_BY
        and (call.func.attr != "update" or call.keywords)
        for call in calls
    )
