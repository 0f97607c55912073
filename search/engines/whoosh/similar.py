"""Entries like another one: the question that its most telling words make."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from haystack.constants import ID

from search.engines.whoosh.schema import part_of_content
from search.engines.whoosh.scoring import idf
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.wordtable import PART
from search.query.tree import AnyOf, Node, Not, Some, Term, Weighted, both

TELLING_TERMS = 25


def like_this(snapshot: Snapshot, identifier: str, fields: Mapping[str, Any]) -> Node | None:
    """The question for entries like this one; None if it is not in the index or tells nothing."""
    if not (numbers := snapshot.holders(ID, identifier)):
        return None
    common = snapshot.size / 4 + 1  # what every fourth entry says tells nothing
    weighed = [
        (weight * idf(snapshot, holders), term)
        for term, weight in _weights(snapshot, snapshot.stored(numbers[0]), fields).items()
        if 1 < (holders := len(snapshot.postings(snapshot.text_field, term).ids)) <= common
    ]
    telling = sorted(weighed, reverse=True)[:TELLING_TERMS]
    terms = tuple(Weighted(Term(term), worth / telling[0][0]) for worth, term in telling)
    return both(Some(terms), Not(AnyOf(ID, (identifier,)))) if terms else None


def _weights(snapshot: Snapshot, stored: Mapping[str, Any], fields: Mapping[str, Any]) -> Counter[str]:
    """The terms of an entry's content with their weights, as it was indexed."""
    weights = Counter[str]()
    for name, field in fields.items():
        if part_of_content(field):
            for word in snapshot.analysis.occurrences(str(stored.get(name) or "")):
                weights[word.terms.whole] += field.boost
                weights.update(dict.fromkeys(word.terms.parts, PART * field.boost))
    return weights
