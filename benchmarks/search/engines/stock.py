"""Haystack's own Whoosh backend, over the same declaration of the index as ours."""

import tempfile

from haystack import connections
from haystack.inputs import Exact
from haystack.query import SearchQuerySet

from benchmarks.search.apart import apart
from benchmarks.search.rows import FACETS, HITS, Found, Row
from projects.models import Project

NAME = "stock"
BATCH = 1000  # as Haystack's `update_index`


class Stock:
    name = "stock backend"
    most_rounds = 2  # a quarter of a second a question at 10,000

    def build(self, rows: list[Row]) -> None:
        """Read the database and build the index, as Haystack's `rebuild_index` does."""
        self._folder = tempfile.TemporaryDirectory(prefix="stock-")
        connections.connections_info[NAME] = {
            "ENGINE": "haystack.backends.whoosh_backend.WhooshEngine",
            "PATH": self._folder.name,
        }
        apart(self._write)

    @staticmethod
    def _write() -> None:
        backend = connections[NAME].get_backend()
        index = connections[NAME].get_unified_index().get_index(Project)
        projects = index.index_queryset(using=NAME).order_by("pk")
        for start in range(0, projects.count(), BATCH):
            backend.update(index, projects[start : start + BATCH])

    def one_word(self, word: str) -> Found:
        return self._answer(self._all().filter(content=word))

    def all_words(self, words: str) -> Found:
        return self._answer(self._all().filter(content=words))

    def phrase(self, words: str) -> Found:
        return self._answer(self._all().filter(content=Exact(words)))

    def facets(self, word: str) -> Found:
        found = self._with_facets(self._all().filter(content=word))
        total = len(found)  # first: Haystack then makes do with one result
        return Found(total, [], self._counts(found))

    def page(self, words: str, district: str) -> Found:
        found = self._all().filter(content=words).narrow(f'district:"{district}"').highlight()
        found = self._with_facets(found)
        results = found[:HITS]
        shown = [passages[0] for result in results for passages in (result.highlighted or {}).values()]
        return Found(len(found), shown, self._counts(found))

    def close(self) -> None:
        """Forget the connection and its folder."""
        del connections.connections_info[NAME]
        self._folder.cleanup()

    @staticmethod
    def _all() -> SearchQuerySet:
        return SearchQuerySet(using=NAME)

    @staticmethod
    def _with_facets(found: SearchQuerySet) -> SearchQuerySet:
        for facet in FACETS:
            found = found.facet(facet)
        return found

    @staticmethod
    def _counts(found: SearchQuerySet) -> dict[str, dict[str, int]]:
        """What it counted; without a hit it counts nothing."""
        counts = found.facet_counts().get("fields", {})
        return {facet: dict(counts.get(facet, ())) for facet in FACETS}

    @staticmethod
    def _answer(found: SearchQuerySet) -> Found:
        results = found[:HITS]
        return Found(len(found), [result.title for result in results], {})
