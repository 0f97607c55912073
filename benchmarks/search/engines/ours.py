"""Our search, asked through Haystack as the catalogue asks it: words understood, old entries demoted."""

from django.http import QueryDict
from haystack import connections
from haystack.query import SearchQuerySet

from benchmarks.search.rows import FACETS, HITS, Found, Row
from search.actions import rebuild
from search.asked import Asked
from search.facets import Labels
from search.from_index import answer_from_index, matching
from search.understanding import understand


class Ours:
    name = "ours"
    most_rounds = 1000

    def build(self, rows: list[Row]) -> None:
        """Read the database and build the index: more than the others do, who get their rows ready."""
        rebuild()

    def one_word(self, word: str) -> Found:
        return self._answer(self._found(Asked(q=word)))

    def all_words(self, words: str) -> Found:
        return self._answer(self._found(Asked(q=words)))

    def phrase(self, words: str) -> Found:
        return self._answer(self._found(Asked(q=f'"{words}"')))

    def facets(self, word: str) -> Found:
        found = self._with_facets(self._found(Asked(q=word)))
        total = len(found)  # first: Haystack then makes do with one result
        counts = found.facet_counts()["fields"]
        return Found(total, [], {facet: dict(counts[facet]) for facet in FACETS})

    def page(self, words: str, district: str) -> Found:
        found = self._found(Asked(q=words, chosen={"bezirk": (district,)}))
        found = self._with_facets(found).highlight(fields=["summary", "text"], first=True)
        results = found[:HITS]
        counts = found.facet_counts()["fields"]
        shown = [passages[0] for result in results for passages in (result.highlighted or {}).values()]
        return Found(len(found), shown, {facet: dict(counts[facet]) for facet in FACETS})

    def site(self, words: str, district: str) -> Found:
        """All that the site does for a page: read the address, ask, load twenty projects, six facets."""
        address = QueryDict(mutable=True)
        address.update({"q": words, "bezirk": district})
        answer = answer_from_index(Asked.read(address, Labels.load()))
        return Found(answer.total, [str(hit.snippet) for hit in answer.hits], dict(answer.counts))

    def close(self) -> None:
        """Nothing to stop."""

    @staticmethod
    def _found(asked: Asked) -> SearchQuerySet:
        found, _is_loose = matching(asked, understand(asked.q, connections["default"].get_backend()))
        return found

    @staticmethod
    def _with_facets(found: SearchQuerySet) -> SearchQuerySet:
        for facet in FACETS:
            found = found.facet(facet)
        return found

    @staticmethod
    def _answer(found: SearchQuerySet) -> Found:
        results = found[:HITS]
        return Found(len(found), [result.title for result in results], {})
