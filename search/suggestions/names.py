"""Everything that can be suggested, as it was when the index last changed."""

import time
from collections.abc import Iterable, Sequence
from threading import Lock
from typing import Any, NamedTuple

from django.db.models import Count, F, Q
from haystack import connections

from districts.models import District
from projects.choices import State
from projects.models import Project, Tag, Topic
from search.errors import SearchError
from search.german.analysis import Analysis
from search.suggestions.starts import Starts

SHORTEST_WORD = 4  # letters
SEEN_TWICE = 2  # a word of a single entry tells more about the entry than about the catalogue
SHARE = 20  # building takes at most one part in so many of a process's time
AT_ONCE = 0.05  # seconds; what is built as fast as this is built anew at each change


class Names(NamedTuple):
    """Names of one kind: their keys (of rows, or the words themselves), and where they begin."""

    keys: Sequence[Any]
    starts: Starts

    def find(self, words: str, most: int) -> list[Any]:
        """The keys of at most so many names that go with these words, the more important first."""
        return [self.keys[number] for number in self.starts.find(words, most)]


class Collected(NamedTuple):
    """All names by kind, of which version of the index, when, and how long it took."""

    of: dict[str, Names]
    version: Any
    at: float
    took: float


_collected: Collected | None = None
_collecting = Lock()


def newest() -> dict[str, Names]:
    """The names by kind: anew when the index has changed, but in a large catalogue not all the time.

    What has been hidden since is not in the catalogue any more: whoever shows a name asks for its row.
    """
    global _collected
    version = _version()
    if _is_due(version):
        with _collecting:
            if _is_due(version):
                _collected = _collect(version)
    assert _collected is not None  # noqa: S101 - a first one is always due
    return _collected.of


def _is_due(version: Any) -> bool:
    if _collected is None:
        return True
    if version is not None and version == _collected.version:
        return False
    has_rested = time.monotonic() - _collected.at > SHARE * _collected.took
    return has_rested or _collected.took < AT_ONCE


def _version() -> Any:
    """What changes with every change of the index; None if there is none."""
    try:
        return connections["default"].get_backend().store.version()
    except (SearchError, OSError):
        return None


def _collect(version: Any) -> Collected:
    begun = time.monotonic()
    analysis, words = _from_index()
    used = Count("project_links", filter=Q(project_links__content_object__state=State.PUBLISHED))
    tags = Tag.objects.annotate(used=used).filter(used__gt=0).order_by("-used", "name")
    confirmed_first = (F("last_confirmed").desc(nulls_last=True), "title", "pk")
    rows: dict[str, Iterable[tuple[Any, str]]] = {
        "project": Project.objects.published().order_by(*confirmed_first).values_list("pk", "title"),
        "topic": Topic.objects.with_projects().values_list("pk", "name"),
        "district": District.objects.order_by("name").values_list("pk", "name"),
        "tag": tags.values_list("pk", "name"),
        "word": [(word, word) for word in words],
    }
    of = {kind: _names(list(pairs), analysis) for kind, pairs in rows.items()}
    now = time.monotonic()
    return Collected(of, version, now, now - begun)


def _names(pairs: Sequence[tuple[Any, str]], analysis: Analysis) -> Names:
    return Names([key for key, _name in pairs], Starts((name for _key, name in pairs), analysis))


def _from_index() -> tuple[Analysis, list[str]]:
    """How compounds are split, and the words of the texts, the frequent first; none without an index."""
    try:
        snapshot = connections["default"].get_backend().snapshot()
        counted = {
            form: snapshot.frequency(key) for key, form in snapshot.forms_between() if _is_telling(form)
        }
        analysis: Analysis = snapshot.analysis
    except Exception:  # a damaged index may raise anything; names of rows are suggested all the same
        return Analysis(), []
    telling = [form for form, entries in counted.items() if entries >= SEEN_TWICE]
    return analysis, sorted(telling, key=lambda form: (-counted[form], form))


def _is_telling(form: str) -> bool:
    return len(form) >= SHORTEST_WORD and form.isalpha()
