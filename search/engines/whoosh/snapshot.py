"""One generation of the index: immutable, so that any number of threads may ask it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.arrays import Ints, Longs, Mask, Numbers, Packed, bounds_of
from search.engines.whoosh.content import LENGTHS_OF
from search.engines.whoosh.inverted import NO_POSTINGS, Inverted, Postings
from search.engines.whoosh.segment import Carried, Segment
from search.german.analysis import Analysis
from search.query.correct import KnownWords
from search.query.tree import FORMS_OF

T = TypeVar("T")

WIDTH = 1 << 24  # more than any position: entry and position make one number
MOST_UNHEARD_OF = 10_000  # terms that nobody wrote: synonyms are asked for again and again, slips without end
NO_PLACES = np.zeros(0, np.int64)


class Snapshot:
    """All segments of a generation as one row of entries, numbered from 0; deleted ones are not `alive`.

    What is worked out is kept. Two threads may do so at the same time; both get the same.
    """

    def __init__(self, segments: Sequence[tuple[Segment, Collection[int]]], text_field: str) -> None:
        """`segments`: each with its deleted entries; `text_field` holds the content of an entry."""
        self.segments = [segment for segment, _deleted in segments]
        self.text_field = text_field
        self.offsets = [0, *np.cumsum([segment.size for segment in self.segments]).tolist()]
        self.size: int = self.offsets[-1]
        self.alive: Mask = np.ones(self.size, bool)
        for offset, (_segment, deleted) in zip(self.offsets, segments, strict=False):
            self.alive[[offset + number for number in deleted]] = False
        self.count = int(self.alive.sum())
        self.is_whole = self.count == self.size
        self._postings: dict[tuple[str, str], Postings] = {}
        self._unheard_of: set[tuple[str, str]] = set()
        self._places: dict[tuple[str, str], Longs] = {}
        self._kept: dict[Any, Any] = {}

    @cached_property
    def analysis(self) -> Analysis:
        """The analysis that knows the words of this generation."""
        return Analysis(self.frequency)

    def frequency(self, word: str) -> int:
        """In how many entries a folded word stands."""
        return sum(segment.words.get(word, 0) for segment in self.segments)

    def spellings(self) -> list[KnownWords]:
        """All words of the content, by segment: what a correction is chosen from."""
        return [segment.spellings for segment in self.segments]

    def forms_between(self, first: str = "", end: str | None = None) -> Iterator[tuple[str, str]]:
        """The words of the content whose folded form lies between these two: folded, and as written."""
        for segment in self.segments:
            yield from segment.forms_between(first, end)

    def forms(self, field: str) -> list[tuple[str, str]]:
        """The different words of a text: each folded, and as it is written."""
        return self.keep(("forms", field), lambda: self._join_forms(field))

    def is_exact(self, field: str) -> bool:
        """Whether a field holds exact values; an index without entries says so of every field."""
        if not self.segments:
            return True
        inverted = self.segments[0].content.inverted.get(field)
        return inverted is not None and inverted.weights is None

    def is_text(self, field: str) -> bool:
        """Whether a field holds running text."""
        return bool(self.segments) and FORMS_OF.format(field) in self.segments[0].content.inverted

    def values(self, field: str) -> list[str]:
        """The different exact values of a field."""
        return self.keep(("values", field), lambda: self._join_values(field))

    def postings(self, field: str, term: str) -> Postings:
        """The postings of a term, deleted entries included."""
        if (found := self._postings.get((field, term))) is None:
            if (field, term) in self._unheard_of:
                return NO_POSTINGS
            found = self._join_postings(field, term.encode())
            if len(found.ids):
                self._postings[field, term] = found
            elif len(self._unheard_of) < MOST_UNHEARD_OF:
                self._unheard_of.add((field, term))
        return found

    def number_with(self, field: str, value: str) -> int:
        """How many entries hold an exact value, deleted ones included."""
        return len(self.postings(field, value).ids)

    def holders(self, field: str, value: str) -> list[int]:
        """The living entries that hold an exact value."""
        ids = self.postings(field, value).ids
        found: list[int] = ids[self.alive[ids]].tolist()
        return found

    def places(self, field: str, term: str) -> Longs:
        """Where a term stands in a text: entry × `WIDTH` + position, ascending."""
        if (found := self._places.get((field, term))) is None:
            found = self._join_places(field, term.encode())
            if len(found):
                self._places[field, term] = found
        return found

    def lengths(self, field: str) -> Ints:
        """How many words each entry has in a text."""
        return self._column(LENGTHS_OF.format(field))

    def average_length(self, field: str) -> float:
        return self.keep(("average", field), lambda: max(1.0, float(self.lengths(field).mean())))

    def numbers(self, field: str) -> Numbers:
        """A column of numbers or dates; NaN where an entry has none."""
        return self._column(field)

    def ranks(self, field: str) -> Numbers:
        """The place of each entry in the order of a text."""
        return self.keep(("ranks", field), lambda: self._join_ranks(field))

    def carried(self, field: str) -> Carried:
        """The exact values of a field, by entry."""
        if len(self.segments) == 1:
            return self.segments[0].carried(field)
        return self.keep(("carried", field), lambda: self._join_carried(field))

    def stored(self, number: int) -> dict[str, Any]:
        """The stored fields of an entry."""
        place = bisect_right(self.offsets, number) - 1
        return self.segments[place].stored(number - self.offsets[place])

    def keep(self, key: Any, make: Callable[[], T]) -> T:
        """What `make` gives, made once in this generation."""
        if key not in self._kept:
            self._kept.setdefault(key, make())
        kept: T = self._kept[key]
        return kept

    def _column(self, name: str) -> NDArray[Any]:
        parts = [segment.content.columns[name].values for segment in self.segments]
        if len(parts) == 1:
            return parts[0]
        return self.keep(("column", name), lambda: np.concatenate(parts) if parts else np.zeros(0))

    def _inverted(self, field: str) -> Iterator[tuple[int, Inverted]]:
        """The field of each segment with the number of its first entry; nothing for an unknown field."""
        for offset, segment in zip(self.offsets, self.segments, strict=False):
            if field in segment.content.inverted:
                yield offset, segment.content.inverted[field]

    def _join_postings(self, field: str, term: bytes) -> Postings:
        found = [(offset, inverted.postings(term)) for offset, inverted in self._inverted(field)]
        found = [(offset, postings) for offset, postings in found if len(postings.ids)]
        if not found:
            return NO_POSTINGS
        if len(found) == 1 and not found[0][0]:
            return found[0][1]
        return Postings(
            np.concatenate([postings.ids + np.int32(offset) for offset, postings in found]),
            np.concatenate([postings.weights for _offset, postings in found]),
        )

    def _join_forms(self, field: str) -> list[tuple[str, str]]:
        found: set[tuple[str, str]] = set()
        for _offset, inverted in self._inverted(FORMS_OF.format(field)):
            assert inverted.folded is not None  # noqa: S101 - forms are always written with it
            pairs = zip(inverted.folded.all(), inverted.terms.all(), strict=True)
            found |= {(key.decode(), form.decode()) for key, form in pairs}
        return sorted(found)

    def _join_values(self, field: str) -> list[str]:
        found = [inverted.terms.all() for _offset, inverted in self._inverted(field)]
        return sorted({value.decode() for values in found for value in values})

    def _join_places(self, field: str, term: bytes) -> Longs:
        parts = [NO_PLACES]
        for offset, inverted in self._inverted(field):
            entries, positions = inverted.places(term)
            parts.append((entries.astype(np.int64) + offset) * WIDTH + positions)
        return np.concatenate(parts)

    def _join_carried(self, field: str) -> Carried:
        parts = [segment.carried(field) for segment in self.segments]
        values = sorted({value for part in parts for value in part.values})
        number = {value: place for place, value in enumerate(values)}
        numbers, lengths = [NO_POSTINGS.ids], [NO_PLACES]
        for part in parts:
            numbers.append(np.array([number[value] for value in part.values], np.int32)[part.numbers])
            lengths.append(np.diff(part.bounds))
        return Carried(values, bounds_of(np.concatenate(lengths)), np.concatenate(numbers))

    def _join_ranks(self, field: str) -> Numbers:
        """The ranks of the largest segment stay as they are; the keys of the others come in between."""
        columns = [segment.content.ordered[field] for segment in self.segments]
        if not columns:
            return np.zeros(0)
        main = max(columns, key=lambda column: len(column.keys))
        others = sorted({key for column in columns if column is not main for key in column.keys.all()})
        between = {
            key: _between(main.keys, key, (place + 1) / (len(others) + 1)) for place, key in enumerate(others)
        }
        return np.concatenate(
            [
                column.ranks.astype(np.float64)
                if column is main
                else np.array([between[key] for key in column.keys.all()])[column.ranks]
                for column in columns
            ]
        )


def _between(keys: Packed, key: bytes, fraction: float) -> float:
    """The number of a key in a sorted row; one that is not there stands that far behind the one before."""
    place = bisect_left(keys, key)
    return float(place) if place < len(keys) and keys[place] == key else place - 1 + fraction
