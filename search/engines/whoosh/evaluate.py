"""The tree of a question, answered with arrays: which entries match, and how much each counts."""

import bisect
from functools import reduce
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.schema import FORMS_OF, as_number
from search.engines.whoosh.scoring import idf, term_scores
from search.engines.whoosh.snapshot import Mask, Snapshot
from search.query.tree import (
    CONTENT,
    FORMS,
    All,
    AnyOf,
    Best,
    Between,
    Demote,
    Everything,
    Node,
    Not,
    Phrase,
    Prefer,
    Prefix,
    Some,
    Term,
    Weighted,
)

_WIDTH = 1 << 24  # more than any position: entry and position make one number

Scores = NDArray[np.float32]


class Found(NamedTuple):
    """Which entries match, and how much each counts; None where nothing counts."""

    mask: Mask
    scores: Scores | None = None

    def score(self) -> Scores:
        return np.zeros(len(self.mask), np.float32) if self.scores is None else self.scores


def evaluate(snapshot: Snapshot, node: Node) -> Found:
    """The answer of a generation to a question, deleted entries included."""
    match node:
        case Everything():
            return Found(np.ones(snapshot.size, bool))
        case Term(text, field):
            return _term(snapshot, _stored_field(snapshot, field), text)
        case Prefix():
            return _prefix(snapshot, node)
        case Phrase(terms, field):
            return _phrase(snapshot, _stored_field(snapshot, field), terms)
        case AnyOf(field, values):
            return Found(_holders(snapshot, field, values))
        case Between():
            return Found(_between(snapshot, node))
        case Not(child):
            return Found(~evaluate(snapshot, child).mask)
        case All(children):
            return _combined(snapshot, children, np.logical_and)
        case Some(children):
            return _combined(snapshot, children, np.logical_or)
        case Best(children):
            found = [evaluate(snapshot, child) for child in children]
            mask = reduce(np.logical_or, (one.mask for one in found))
            return Found(mask, reduce(np.maximum, (one.score() * one.mask for one in found)))
        case Weighted(child, factor):
            found_one = evaluate(snapshot, child)
            return Found(found_one.mask, found_one.score() * np.float32(factor))
        case Prefer(child, bonus):
            wanted, extra = evaluate(snapshot, child), evaluate(snapshot, bonus)
            return Found(wanted.mask, wanted.score() + extra.score() * extra.mask)
        case Demote(child, where, factor):
            wanted, worse = evaluate(snapshot, child), evaluate(snapshot, where).mask
            return Found(wanted.mask, np.where(worse, wanted.score() * np.float32(factor), wanted.score()))


def _stored_field(snapshot: Snapshot, field: str) -> str:
    """The index's own name of a field of the tree."""
    if field == FORMS:
        return FORMS_OF.format(snapshot.text_field)
    return snapshot.text_field if field == CONTENT else field


def _combined(snapshot: Snapshot, children: tuple[Node, ...], join: np.ufunc) -> Found:
    found = [evaluate(snapshot, child) for child in children]
    mask = reduce(join, (one.mask for one in found))
    counting = [one.scores * one.mask for one in found if one.scores is not None]
    return Found(mask, reduce(np.add, counting) if counting else None)


def _term(snapshot: Snapshot, field: str, text: str) -> Found:
    mask, scores = np.zeros(snapshot.size, bool), np.zeros(snapshot.size, np.float32)
    if field == FORMS_OF.format(snapshot.text_field):
        ids = snapshot.postings(field, text).ids
        scores[ids] = idf(snapshot, len(ids))
    else:
        ids, counted = term_scores(snapshot, field, text)
        scores[ids] = counted
    mask[ids] = True
    return Found(mask, scores)


def _prefix(snapshot: Snapshot, node: Prefix) -> Found:
    """Entries with a word that begins so (or ends so, or has it inside); rarer words count more."""
    forms = snapshot.forms
    field = FORMS_OF.format(snapshot.text_field)
    mask, scores = np.zeros(snapshot.size, bool), np.zeros(snapshot.size, np.float32)
    for key, form in forms[bisect.bisect_left(forms, (node.text, "")) if node.at == "start" else 0 :]:
        if node.fits(key):
            found = _term(snapshot, field, form)
            mask |= found.mask
            np.maximum(scores, found.score(), out=scores)
        elif node.at == "start":
            break
    return Found(mask, scores)


def _phrase(snapshot: Snapshot, field: str, terms: tuple[tuple[int, str], ...]) -> Found:
    """Entries in which the terms stand at their distances: positions as numbers, intersected."""
    starts = reduce(
        lambda one, other: np.intersect1d(one, other, assume_unique=False),
        (_starts(snapshot, field, text, place) for place, text in terms),
    )
    mask = np.zeros(snapshot.size, bool)
    mask[starts // _WIDTH] = True
    scores = sum((_term(snapshot, field, text).score() for _place, text in terms), np.float32(0))
    return Found(mask, np.asarray(scores, np.float32))


def _starts(snapshot: Snapshot, field: str, text: str, place: int) -> NDArray[np.int64]:
    """Where a phrase would begin in which this term stands at `place`: entry × width + position."""
    ids, _weights, positions, bounds = snapshot.postings(field, text)
    entries = np.repeat(ids.astype(np.int64), np.diff(bounds))
    starts = positions.astype(np.int64) - place
    return (entries * _WIDTH + starts)[starts >= 0]


def _holders(snapshot: Snapshot, field: str, values: tuple[str, ...]) -> Mask:
    mask = np.zeros(snapshot.size, bool)
    for value in values:
        mask[snapshot.postings(field, value).ids] = True
    return mask


def _between(snapshot: Snapshot, node: Between) -> Mask:
    column = snapshot.numbers(node.field)
    mask = ~np.isnan(column)
    if node.low is not None:
        low = as_number(node.low)
        mask &= column >= low if node.with_low else column > low
    if node.high is not None:
        high = as_number(node.high)
        mask &= column <= high if node.with_high else column < high
    return mask
