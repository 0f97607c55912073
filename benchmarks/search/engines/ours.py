"""Our search, asked through Haystack as the catalogue asks it: words understood, old entries demoted."""

from collections.abc import Iterator
from functools import cache

from django.http import QueryDict
from haystack import connections
from haystack.query import SearchQuerySet

from benchmarks.search.apart import apart
from benchmarks.search.rows import FACETS, HITS, Found, Row
from search.actions import rebuild
from search.asked import Asked
from search.facets import Labels
from search.from_index import Shown, answer_from_index, first_that_finds, ways_to_match
from search.understanding import understand


class Ours:
    name = "ours"
    most_rounds = 1000

    def build(self, rows: list[Row]) -> None:
        """Read the database and build the index: more than the others do, who get their rows ready."""
        apart(rebuild)

    def one_word(self, word: str) -> Found:
        return self._titles(Asked(q=word))

    def all_words(self, words: str) -> Found:
        return self._titles(Asked(q=words))

    def phrase(self, words: str) -> Found:
        return self._titles(Asked(q=f'"{words}"'))

    def facets(self, word: str) -> Found:
        ways = _ways(Asked(q=word), _with_facets())
        total, found = next((total, way) for way in ways if (total := len(way)))
        return Found(total, [], _counts(found))

    def page(self, words: str, district: str) -> Found:
        asked = Asked(q=words, chosen={"bezirk": (district,)})
        found, results, _is_loose = first_that_finds(_ways(asked, _page()), slice(HITS))
        return Found(len(found), [str(result.snippet) for result in results], _counts(found))

    def site(self, words: str, district: str) -> Found:
        """All that the site does for a page: read the address, ask, load twenty projects, six facets."""
        address = QueryDict(mutable=True)
        address.update({"q": words, "bezirk": district})
        answer = answer_from_index(Asked.read(address, Labels.load()))
        return Found(answer.total, [str(hit.snippet) for hit in answer.hits], dict(answer.counts))

    def close(self) -> None:
        """Nothing to stop."""

    @staticmethod
    def _titles(asked: Asked) -> Found:
        found, results, _is_loose = first_that_finds(_ways(asked), slice(HITS))
        return Found(len(found), [result.title for result in results], {})


def _ways(asked: Asked, wished: SearchQuerySet | None = None) -> Iterator[SearchQuerySet]:
    return ways_to_match(asked, understand(asked.q, connections["default"].get_backend().at_once()), wished)


@cache
def _with_facets() -> SearchQuerySet:
    """Wished for once, as the site does: a wish takes as long as the facets themselves."""
    found = SearchQuerySet()
    for facet in FACETS:
        found = found.facet(facet)
    return found


@cache
def _page() -> SearchQuerySet:
    return _with_facets().highlight(fields=["summary", "text"], first=True).result_class(Shown)


def _counts(found: SearchQuerySet) -> dict[str, dict[str, int]]:
    counts = found.facet_counts()["fields"]
    return {facet: dict(counts[facet]) for facet in FACETS}
