"""The tree of a question, answered with arrays: which entries match, and how much each counts."""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from search.engines.whoosh.arrays import Floats, Ints, Longs, Mask, Numbers
from search.engines.whoosh.inverted import NO_POSTINGS
from search.engines.whoosh.schema import as_number, sort_key
from search.engines.whoosh.scoring import idf, term_scores
from search.engines.whoosh.snapshot import WIDTH, Snapshot
from search.query.tree import (
    CONTENT,
    FORMS,
    FORMS_OF,
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

NARROWING = (AnyOf, Between, Not, Everything)  # what counts nothing
LAST = "\U0010ffff"  # no word has it
FEW = 100  # entries of which one is most likely not deleted


class Found(NamedTuple):
    """The entries that match, ascending, and how much each counts."""

    ids: Ints
    scores: Floats

    def only(self, mask: Mask) -> "Found":
        """Those of them that the mask leaves."""
        if mask.all():
            return self
        places = mask.nonzero()[0]  # by the mask itself it takes thrice as long
        return Found(self.ids.take(places), self.scores.take(places))

    def living_in(self, snapshot: Snapshot) -> "Found":
        """Those of them that are not deleted."""
        return self if snapshot.is_whole else self.only(snapshot.alive.take(self.ids))


def evaluate(snapshot: Snapshot, node: Node) -> Found:
    """The answer of a generation to a question, deleted entries included."""
    match node:
        case Term(text, field):
            return _term(snapshot, _stored_field(snapshot, field), text)
        case Prefix():
            return _prefix(snapshot, node)
        case Phrase(terms, field):
            return _phrase(snapshot, _stored_field(snapshot, field), terms)
        case All(children):
            return _all(snapshot, children)
        case Some(children):
            return _any(snapshot, children, np.add)
        case Best(children):
            return _any(snapshot, children, np.maximum)
        case Weighted(child, factor):
            found = evaluate(snapshot, child)
            return Found(found.ids, found.scores * np.float32(factor))
        case Prefer(Term(), Weighted(Term() as form)) if holds(snapshot, form):
            # A word in a form that somebody wrote: as many as there are words, so it is kept as they are.
            return snapshot.keep(node, lambda: _preferred(snapshot, node))
        case Prefer():
            return _preferred(snapshot, node)
        case Demote(child, where, factor):
            found = evaluate(snapshot, child)
            # As a rule it is the same for every question of a day.
            factors = snapshot.keep((where, factor), lambda: _factors(snapshot, where, factor))
            return Found(found.ids, found.scores * factors.take(found.ids))
        case AnyOf(field, values):
            return _uncounted(_holders(snapshot, field, values))
        case Between() | Not() | Everything():
            every = np.arange(snapshot.size, dtype=np.int32)
            return _uncounted(every[fits(snapshot, node, every)])


def holds(snapshot: Snapshot, node: Node) -> bool:
    """Whether a living entry matches: any way to say the same will do, and counts are not asked."""
    match node:
        case Best(children) | Some(children):
            return any(holds(snapshot, child) for child in children)
        case Term(text, field):
            ids = snapshot.postings(_stored_field(snapshot, field), text).ids
        case _:
            ids = evaluate(snapshot, node).ids
    if snapshot.is_whole:
        return len(ids) > 0
    return bool(snapshot.alive[ids[:FEW]].any() or snapshot.alive[ids].any())


def fits(snapshot: Snapshot, node: Node, ids: Ints) -> Mask:
    """Which of these entries match a question; how much they count is not asked."""
    match node:
        case Everything():
            return np.ones(len(ids), bool)
        case Not(child):
            return ~fits(snapshot, child, ids)
        case Between(field) if snapshot.is_exact(field):
            values = _values_between(node, snapshot.values(field))
            return fits(snapshot, AnyOf(field, values), ids)
        case Between():
            return _between(node, snapshot.numbers(node.field).take(ids))
        case AnyOf(field, values):
            return _among(snapshot, ids, [snapshot.postings(field, value).ids for value in values])
        case All(children):
            return reduce(np.logical_and, (fits(snapshot, child, ids) for child in children))
        case Some(children) | Best(children):
            none = np.zeros(len(ids), bool)
            return reduce(np.logical_or, (fits(snapshot, child, ids) for child in children), none)
        case Weighted(child) | Prefer(child) | Demote(child):
            return fits(snapshot, child, ids)
        case Term() | Prefix() | Phrase():
            return _among(snapshot, ids, [evaluate(snapshot, node).ids])


def that_fit(snapshot: Snapshot, node: Node, found: Found) -> Found:
    """Those of the entries found that match a question, too."""
    return found if isinstance(node, Everything) else found.only(fits(snapshot, node, found.ids))


def _stored_field(snapshot: Snapshot, field: str) -> str:
    """The index's own name of a field of the tree."""
    if field == FORMS:
        return FORMS_OF.format(snapshot.text_field)
    return snapshot.text_field if field == CONTENT else field


def _uncounted(ids: Ints) -> Found:
    return Found(ids, np.zeros(len(ids), np.float32))


def _among(snapshot: Snapshot, ids: Ints, others: Iterable[Ints]) -> Mask:
    """Which of these entries are in any of the others."""
    mask = np.zeros(snapshot.size, bool)
    for other in others:
        mask[other] = True
    return mask.take(ids)


def _preferred(snapshot: Snapshot, node: Prefer) -> Found:
    found, bonus = evaluate(snapshot, node.child), evaluate(snapshot, node.bonus)
    return Found(found.ids, found.scores + _scores_at(snapshot, bonus, found.ids))


def _factors(snapshot: Snapshot, where: Node, factor: float) -> Floats:
    """For each entry `factor` where it matches, else 1."""
    every = np.arange(snapshot.size, dtype=np.int32)
    return np.where(fits(snapshot, where, every), np.float32(factor), np.float32(1))


def _scores_at(snapshot: Snapshot, found: Found, ids: Ints) -> Floats:
    """What these entries count; 0 for what does not match."""
    if found.ids is ids:
        return found.scores
    scores = np.zeros(snapshot.size, np.float32)
    scores[found.ids] = found.scores
    return scores.take(ids)


def _all(snapshot: Snapshot, children: Sequence[Node]) -> Found:
    """The fewest first; what only narrows is asked about those that are left."""
    narrowing = [child for child in children if isinstance(child, NARROWING)]
    counting = [evaluate(snapshot, child) for child in children if not isinstance(child, NARROWING)]
    found, *others = sorted(counting or [evaluate(snapshot, Everything())], key=lambda one: len(one.ids))
    for one in others:
        found = _joined(snapshot, found, one)
    for child in narrowing:
        found = that_fit(snapshot, child, found)
    return found


def _joined(snapshot: Snapshot, few: Found, many: Found) -> Found:
    """The entries that both hold; their counts are added."""
    counts = np.full(snapshot.size, -1, np.float32)  # nothing counts less than 0
    counts[many.ids] = many.scores
    more = counts.take(few.ids)
    return Found(few.ids, few.scores + more).only(more >= 0)


def _any(snapshot: Snapshot, children: Sequence[Node], join: np.ufunc) -> Found:
    found = [one for child in children if len((one := evaluate(snapshot, child)).ids)]
    if len(found) < 2:
        return found[0] if found else _uncounted(NO_POSTINGS.ids)
    mask, scores = np.zeros(snapshot.size, bool), np.zeros(snapshot.size, np.float32)
    for one in found:
        mask[one.ids] = True
        scores[one.ids] = join(scores.take(one.ids), one.scores)
    ids = np.flatnonzero(mask).astype(np.int32)
    return Found(ids, scores.take(ids))


def _term(snapshot: Snapshot, field: str, text: str) -> Found:
    ids = snapshot.postings(field, text).ids
    if snapshot.is_exact(field):  # words as they are written: each counts once
        return Found(ids, np.full(len(ids), idf(snapshot, len(ids)), np.float32))
    return Found(ids, term_scores(snapshot, field, text))


def _prefix(snapshot: Snapshot, node: Prefix) -> Found:
    """Entries with a word that begins so (or ends so, or has it inside); rarer words count more.

    In a field of exact values: entries with such a value.
    """
    field = _stored_field(snapshot, node.field)
    if snapshot.is_exact(field):
        return _uncounted(_holders(snapshot, field, list(filter(node.fits, snapshot.values(field)))))
    forms = dict.fromkeys(form for key, form in _forms(snapshot, field, node) if node.fits(key))
    return _any(snapshot, [Term(form, FORMS_OF.format(field)) for form in forms], np.maximum)


def _forms(snapshot: Snapshot, field: str, node: Prefix) -> Iterable[tuple[str, str]]:
    """The words of a text that may fit."""
    if field != snapshot.text_field:
        return snapshot.forms(field)
    if node.at == "start":
        return snapshot.forms_between(node.text, node.text + LAST)
    return snapshot.forms_between()


def _phrase(snapshot: Snapshot, field: str, terms: Sequence[tuple[int, str]]) -> Found:
    """Entries in which the terms stand at their distances: places as numbers, the fewest first."""
    first = terms[0][0]
    begins = [snapshot.places(field, text) - (place - first) for place, text in terms]
    starts, *others = sorted(begins, key=len)
    for other in others:
        starts = starts[_contained(starts, other)]
    entries = starts // WIDTH
    ids = entries[np.flatnonzero(np.diff(entries, prepend=-1))].astype(np.int32)
    scores = (_scores_at(snapshot, _term(snapshot, field, text), ids) for _place, text in terms)
    return Found(ids, reduce(np.add, scores))


def _contained(few: Longs, many: Longs) -> Mask:
    """Which of these numbers are among many others, both ascending."""
    places = np.searchsorted(many, few)
    places[places == len(many)] = 0
    return many[places] == few if len(many) else np.zeros(len(few), bool)


def _holders(snapshot: Snapshot, field: str, values: Sequence[str]) -> Ints:
    if len(values) == 1:
        return snapshot.postings(field, values[0]).ids
    every = np.arange(snapshot.size, dtype=np.int32)
    return every[_among(snapshot, every, [snapshot.postings(field, value).ids for value in values])]


def _between(node: Between, column: Numbers) -> Mask:
    """Unknown numbers lie nowhere: NaN compares to nothing."""
    mask = ~np.isnan(column) if node.low is None and node.high is None else np.ones(len(column), bool)
    if node.low is not None:
        mask &= (np.greater_equal if node.with_low else np.greater)(column, as_number(node.low))
    if node.high is not None:
        mask &= (np.less_equal if node.with_high else np.less)(column, as_number(node.high))
    return mask


def _values_between(node: Between, values: Iterable[str]) -> tuple[str, ...]:
    """The values that lie between the bounds, in the order of the alphabet."""
    low, high = (None if bound is None else sort_key(bound) for bound in (node.low, node.high))

    def lies_between(key: bytes) -> bool:
        is_above = low is None or key > low or (node.with_low and key == low)
        return is_above and (high is None or key < high or (node.with_high and key == high))

    return tuple(value for value in values if lies_between(sort_key(value)))
