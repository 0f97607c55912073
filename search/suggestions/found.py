"""Keys of what the words typed so far may be the beginning of, by kind: from the index as it is now."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from django.db.models import F
from haystack import connections

from projects.models import Project
from search.german.analysis import Analysis
from search.healing import noticed
from search.query.source import Words
from search.suggestions.names import all_names, rows_named
from search.suggestions.starts import Typed
from search.suggestions.titles import projects_titled
from search.suggestions.words import telling_words

FIELDS = {"topic": "topic", "district": "", "tag": "tag"}  # of the index: what a row is on counts

Found = Mapping[str, Sequence[Any]]


def found(words: str, most: Mapping[str, int]) -> Found:
    """At most so many keys of each kind, the more important first.

    The index may be a moment behind: whoever shows a row asks for it.
    """
    typed = Typed.of(words)
    if not typed.keys:
        return {}
    try:
        return _from_index(typed, most)
    except Exception as error:  # a damaged index may raise anything; names of rows are suggested all the same
        noticed("Suggestions come from the database", error)
        return _from_database(typed, words, most)


def _from_index(typed: Typed, most: Mapping[str, int]) -> Found:
    index: Words = connections["default"].get_backend().snapshot()

    def named(kind: str) -> list[int]:
        def worth(slug: str) -> int:
            return index.number_with(FIELDS[kind], slug)

        return rows_named(typed, all_names()[kind], worth, index.analysis, most[kind])

    return {
        "project": projects_titled(typed, index, most["project"]),
        **{kind: named(kind) for kind in FIELDS},
        "word": list(islice(telling_words(typed.joined, index), most["word"])),
    }


def _from_database(typed: Typed, words: str, most: Mapping[str, int]) -> Found:
    rows = Project.objects.published().order_by(F("last_confirmed").desc(nulls_last=True), "title", "pk")
    for word in words.split():
        rows = rows.filter(title__icontains=word)
    plain = Analysis()
    named = {kind: rows_named(typed, all_names()[kind], lambda slug: 0, plain, most[kind]) for kind in FIELDS}
    return {"project": list(rows.values_list("pk", flat=True)[: most["project"]]), **named}
