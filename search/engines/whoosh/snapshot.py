"""One generation of the index: immutable, so that any number of threads may ask it."""

from collections.abc import Sequence
from functools import cached_property
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.schema import FORMS_OF
from search.engines.whoosh.segment import NO_POSTINGS, Floats, Ints, Postings, Segment
from search.german.analysis import Analysis
from search.german.words import key_of
from search.query.correct import KnownWords

Mask = NDArray[np.bool_]


class Snapshot:
    """All segments of a generation as one row of entries, numbered from 0; deleted ones are not `alive`."""

    def __init__(self, segments: Sequence[tuple[Segment, Any]], text_field: str) -> None:
        """`segments`: each with the set of its deleted entries; `text_field` holds the text of an entry."""
        self.segments = [segment for segment, _deleted in segments]
        self.text_field = text_field
        self.offsets = np.cumsum([0, *(segment.size for segment in self.segments)])
        self.size = int(self.offsets[-1])
        self.alive: Mask = np.ones(self.size, bool)
        for offset, (_segment, deleted) in zip(self.offsets, segments, strict=False):
            if deleted:
                self.alive[offset + np.fromiter(deleted, np.int64, len(deleted))] = False
        self.count = int(self.alive.sum())
        self._lock = Lock()
        self._cache: dict[Any, Any] = {}

    @cached_property
    def analysis(self) -> Analysis:
        """The analysis that knows the words of this generation."""
        return Analysis(self.frequency)

    def frequency(self, word: str) -> int:
        """In how many entries a folded word stands."""
        return sum(segment.words(self.text_field).get(word, 0) for segment in self.segments)

    def spellings(self) -> list[KnownWords]:
        """All words of the texts, by segment: what a correction is chosen from."""
        return [segment.spellings(self.text_field) for segment in self.segments]

    @cached_property
    def forms(self) -> list[tuple[str, str]]:
        """All words of the texts: each folded, and as it is written; sorted."""
        field = FORMS_OF.format(self.text_field)
        written = {form for segment in self.segments for form in segment.lexicon(field)}
        return sorted((key_of(form), form) for form in written)

    def postings(self, field: str, term: str) -> Postings:
        """The postings of a term over all segments."""
        if len(self.segments) == 1:
            return self.segments[0].postings(field, term)
        return self._kept(("postings", field, term), lambda: self._joined_postings(field, term))

    def lengths(self, field: str) -> NDArray[np.float32]:
        """How many words each entry has in a field of text."""
        return self._column(("lengths", field), [segment.lengths[field] for segment in self.segments])

    def average_length(self, field: str) -> float:
        return self._kept(("average", field), lambda: max(1.0, float(self.lengths(field).mean())))

    def numbers(self, field: str) -> Floats:
        """A column of numbers or dates; NaN where an entry has none."""
        return self._column(("numbers", field), [segment.numbers[field] for segment in self.segments])

    def ranks(self, field: str) -> Floats:
        """The place of each entry in the order of a text."""
        return self._kept(("ranks", field), lambda: self._ranks(field))

    def ordinals(self, field: str) -> tuple[list[str], Ints, Ints]:
        """Exact values of a field, sorted; then pairs (entry, number of the value)."""
        if len(self.segments) == 1:
            return self.segments[0].ordinals(field)
        return self._kept(("ordinals", field), lambda: self._joined_ordinals(field))

    def stored(self, number: int) -> dict[str, Any]:
        """The stored fields of an entry."""
        place = int(np.searchsorted(self.offsets, number, side="right")) - 1
        return self.segments[place].stored(int(number - self.offsets[place]))

    def _kept(self, key: Any, make: Any) -> Any:
        """What `make` gives, made once. Two threads may make it at the same time; both get the same."""
        if key not in self._cache:
            made = make()
            with self._lock:
                self._cache.setdefault(key, made)
        return self._cache[key]

    def _column(self, key: Any, parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
        if len(parts) == 1:
            return parts[0]
        column: NDArray[Any] = self._kept(key, lambda: np.concatenate(parts) if parts else np.zeros(0))
        return column

    def _joined_postings(self, field: str, term: str) -> Postings:
        found = [(offset, segment.postings(field, term)) for offset, segment in self._with_offsets()]
        found = [(offset, postings) for offset, postings in found if len(postings.ids)]
        if not found:
            return NO_POSTINGS
        sizes = np.concatenate([np.diff(postings.bounds) for _offset, postings in found])
        return Postings(
            np.concatenate([postings.ids + offset for offset, postings in found]).astype(np.int32),
            np.concatenate([postings.weights for _offset, postings in found]),
            np.concatenate([postings.positions for _offset, postings in found]),
            np.concatenate(([0], np.cumsum(sizes))),
        )

    def _joined_ordinals(self, field: str) -> tuple[list[str], Ints, Ints]:
        parts = [(offset, *segment.ordinals(field)) for offset, segment in self._with_offsets()]
        values = sorted({value for part in parts for value in part[1]})
        number = {value: place for place, value in enumerate(values)}
        entries, ordinals = [NO_POSTINGS.ids], [NO_POSTINGS.ids]
        for offset, names, ids, own in parts:
            entries.append((ids + offset).astype(np.int32))
            ordinals.append(np.array([number[name] for name in names], np.int32)[own])
        return values, np.concatenate(entries), np.concatenate(ordinals)

    def _ranks(self, field: str) -> Floats:
        keys = [key for segment in self.segments for key in segment.sort_keys(field)]
        order = {key: float(place) for place, key in enumerate(sorted(set(keys)))}
        return np.array([order[key] for key in keys], np.float64)

    def _with_offsets(self) -> list[tuple[int, Segment]]:
        return [(int(offset), segment) for offset, segment in zip(self.offsets, self.segments, strict=False)]
