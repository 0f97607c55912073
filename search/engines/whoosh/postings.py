"""From texts to postings: which terms stand where, and how much each weighs."""

from collections.abc import Iterable, Iterator

from search.engines.whoosh.schema import Posting, positions_value
from search.german.analysis import Analysis, Occurrence
from search.query.matching import GAP

PART = 0.6  # a part of a compound says less than the word itself

Passage = tuple[str, float]  # a text and its weight


def text_postings(passages: Iterable[Passage], analysis: Analysis) -> tuple[list[Posting], set[str]]:
    """The postings of all passages together, and the words as they are written."""
    weights: dict[str, float] = {}
    places: dict[str, list[int]] = {}
    lengths: dict[str, int] = {}
    forms: set[str] = set()
    for word, position, weight in _places(passages, analysis):
        forms.add(word.form)
        whole, parts = word.terms
        lengths[whole] = lengths.get(whole, 0) + 1
        for term, worth in ((whole, weight), *((part, PART * weight) for part in parts)):
            weights[term] = weights.get(term, 0.0) + worth
            places.setdefault(term, []).append(position)
    postings = [
        (term.encode(), lengths.get(term, 0), weight, positions_value(places[term]))
        for term, weight in weights.items()
    ]
    return postings, forms


def _places(passages: Iterable[Passage], analysis: Analysis) -> Iterator[tuple[Occurrence, int, float]]:
    start = 0
    for text, weight in passages:
        last = 0
        for word in analysis.occurrences(text):
            last = word.position
            yield word, start + last, weight
        start += last + GAP
