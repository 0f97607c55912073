"""A field turned round: its terms, and the entries that hold each of them, as arrays."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.arrays import Arrays, Floats, Ints, Longs, Packed, bounds_of, ranges
from search.german.words import key_of


class Postings(NamedTuple):
    """The entries that hold a term, ascending; in a text also how much it weighs in each."""

    ids: Ints
    weights: Floats


NO_POSTINGS = Postings(np.zeros(0, np.int32), np.zeros(0, np.float32))


class Uses(NamedTuple):
    """Every use of a term: which one, in which entry; in a text also how heavy and where."""

    terms: NDArray[Any]  # numbers in a list of terms
    entries: NDArray[Any]
    weights: Floats | None = None
    positions: Ints | None = None


@dataclass(frozen=True, slots=True)
class Inverted:
    """Postings by term: those of term i are `ids[firsts[i]:firsts[i + 1]]`.

    In a text each posting has a weight, and stands at `positions[starts[j]:starts[j + 1]]`.
    """

    terms: Packed  # sorted
    firsts: Longs
    ids: Ints
    weights: Floats | None = None
    starts: Ints | None = None
    positions: Ints | None = None
    folded: Packed | None = None  # of words as they are written: each term folded

    @classmethod
    def of(cls, terms: Sequence[bytes], uses: Uses, size: int) -> "Inverted":
        """The uses of these terms in `size` entries; uses of one term in one entry become one posting.

        Terms are different from each other; what is not used is left out. Positions ascend in an entry.
        """
        used = np.flatnonzero(np.bincount(uses.terms, minlength=len(terms))).tolist()
        used.sort(key=terms.__getitem__)
        rank = np.zeros(len(terms), np.min_scalar_type(len(used)))  # the smaller, the quicker to sort
        rank[used] = np.arange(len(used))
        ranks = rank[uses.terms]
        order = np.lexsort((uses.entries, ranks))
        keys = ranks[order] * np.int64(size) + uses.entries[order]
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        keys = keys[starts]
        packed = Packed.of(terms[number] for number in used)
        firsts = np.searchsorted(keys, np.arange(len(used) + 1) * size)
        ids = (keys % max(size, 1)).astype(np.int32)
        if uses.weights is None or uses.positions is None:
            return cls(packed, firsts, ids)
        weights = np.add.reduceat(uses.weights[order], starts) if len(starts) else uses.weights
        bounds = np.append(starts, len(order)).astype(np.int32)
        return cls(packed, firsts, ids, weights, bounds, uses.positions[order])

    @classmethod
    def joined(cls, parts: Sequence[tuple["Inverted", Longs]], size: int) -> "Inverted":
        """Several as one; each with the new numbers of its entries, -1 for those that are gone."""
        numbers: dict[bytes, int] = {}
        renumbered = []
        for part, places in parts:
            own = [numbers.setdefault(term, len(numbers)) for term in part.terms.all()]
            uses = part._uses(places)
            renumbered.append(uses._replace(terms=np.array(own, np.int32)[uses.terms]))
        one = cls.of(list(numbers), _concatenated(renumbered), size)
        return one.with_folded() if parts[0][0].folded is not None else one

    @classmethod
    def read(cls, arrays: Arrays) -> "Inverted":
        """What `arrays` gave; KeyError if something is missing."""
        return cls(
            Packed.read(arrays, "terms"),
            arrays["firsts"],
            arrays["ids"],
            arrays.get("weights"),
            arrays.get("starts"),
            arrays.get("positions"),
            Packed.read(arrays, "folded") if "folded.bounds" in arrays else None,
        )

    def arrays(self) -> Arrays:
        """All of it, by name, for a file."""
        own: dict[str, NDArray[Any] | None] = {
            "firsts": self.firsts,
            "ids": self.ids,
            "weights": self.weights,
            "starts": self.starts,
            "positions": self.positions,
        }
        packed = {"terms": self.terms} | ({} if self.folded is None else {"folded": self.folded})
        return {name: array for name, array in own.items() if array is not None} | {
            name: array for own_name, one in packed.items() for name, array in one.arrays(own_name).items()
        }

    def with_folded(self) -> "Inverted":
        """The same with each term folded beside it: for words as they are written."""
        return replace(self, folded=Packed.of(key_of(term.decode()).encode() for term in self.terms.all()))

    def postings(self, term: bytes) -> Postings:
        if (number := self._number(term)) is None:
            return NO_POSTINGS
        own = slice(self.firsts[number], self.firsts[number + 1])
        return Postings(self.ids[own], NO_POSTINGS.weights if self.weights is None else self.weights[own])

    def places(self, term: bytes) -> tuple[Ints, Ints]:
        """Where a term stands in a text: entries, ascending, and positions."""
        if (number := self._number(term)) is None or self.starts is None or self.positions is None:
            return NO_POSTINGS.ids, NO_POSTINGS.ids
        first, last = self.firsts[number], self.firsts[number + 1]
        lengths = np.diff(self.starts[first : last + 1])
        own = slice(self.starts[first], self.starts[last])
        return np.repeat(self.ids[first:last], lengths), self.positions[own]

    def holders(self) -> Longs:
        """How many entries hold each term."""
        return np.diff(self.firsts)

    def _number(self, term: bytes) -> int | None:
        place = bisect_left(self.terms, term)
        return place if place < len(self.terms) and self.terms[place] == term else None

    def _uses(self, places: Longs) -> Uses:
        """The uses again that this was made of, in the entries that stay, with their new numbers."""
        entries = places[self.ids]
        kept = np.flatnonzero(entries >= 0)
        entries = entries[kept].astype(np.int32)
        terms = np.repeat(np.arange(len(self.terms)), self.holders())[kept]
        if self.weights is None or self.starts is None or self.positions is None:
            return Uses(terms, entries)
        lengths = np.diff(self.starts)[kept]
        weights = np.zeros(int(lengths.sum()), np.float32)
        weights[bounds_of(lengths)[:-1]] = self.weights[kept]  # the sum is what counts
        positions = self.positions[ranges(self.starts[kept], lengths)]
        return Uses(np.repeat(terms, lengths), np.repeat(entries, lengths), weights, positions)


def _concatenated(parts: Sequence[Uses]) -> Uses:
    """One after the other; all of them are of the same field."""

    def of(columns: Iterable[NDArray[Any] | None]) -> NDArray[Any] | None:
        found = [column for column in columns if column is not None]
        return np.concatenate(found) if found else None

    terms, entries = (np.concatenate([part[column] for part in parts]) for column in (0, 1))
    return Uses(terms, entries, of(part.weights for part in parts), of(part.positions for part in parts))
