"""One segment of the index: its content as a view of its file, and what was worked out of it."""

import pickle
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from search.engines.whoosh.arrays import Ints, Longs, bounds_of, read_arrays
from search.engines.whoosh.content import Content
from search.engines.whoosh.storage import stamp
from search.query.correct import Known, KnownWords
from search.query.tree import FORMS_OF


@dataclass(frozen=True, slots=True)
class Carried:
    """The exact values of a field, sorted. Entry i carries those of `numbers[bounds[i]:bounds[i + 1]]`."""

    values: list[str]
    bounds: Longs
    numbers: Ints


class Segment:
    """An immutable segment: it goes on answering when a later commit has deleted its file.

    Any number of threads may ask it. What two of them work out at the same time is the same.
    """

    def __init__(self, path: Path, text_field: str) -> None:
        """Open a file; OSError, KeyError or ValueError if it cannot be read."""
        self._path = str(path)
        self._stamp = stamp(self._path)
        self.content = Content.read(read_arrays(path))
        self.size = self.content.size
        self._forms = self.content.inverted[FORMS_OF.format(text_field)]
        self._carried: dict[str, Carried] = {}

    def is_untouched(self) -> bool:
        """Whether its file is what it was when it was opened: nobody writes to it but by mistake.

        What was cut off must not be looked at: the system ends a process that does.
        """
        return stamp(self._path) == self._stamp

    def stored(self, number: int) -> dict[str, Any]:
        """The stored fields of an entry, fresh each time."""
        fields: dict[str, Any] = pickle.loads(self.content.stored.values[number])  # noqa: S301 - our own
        return fields

    def carried(self, field: str) -> Carried:
        """The exact values of a field, by entry."""
        if (found := self._carried.get(field)) is None:
            found = self._carried[field] = self._by_entry(field)
        return found

    @cached_property
    def words(self) -> dict[str, int]:
        """Folded words of the content, and in how many entries each stands."""
        counted: dict[str, int] = {}
        for key, holders in zip(self._keys(), self._forms.holders().tolist(), strict=True):
            counted[key] = counted.get(key, 0) + holders
        return counted

    @cached_property
    def spellings(self) -> KnownWords:
        """The words of the content as they are written, for corrections."""
        return KnownWords(Known(key, form, self.words[key]) for key, form in self.forms)

    @cached_property
    def forms(self) -> list[tuple[str, str]]:
        """The words of the content: each folded, and as it is written; sorted."""
        written = (form.decode() for form in self._forms.terms.all())
        return sorted(zip(self._keys(), written, strict=True))

    def forms_between(self, first: str = "", end: str | None = None) -> list[tuple[str, str]]:
        """Those of them whose folded word is `first` or comes after it, and comes before `end`."""
        start = bisect_left(self.forms, (first, ""))
        return self.forms[start : None if end is None else bisect_left(self.forms, (end, ""))]

    def _keys(self) -> list[str]:
        assert self._forms.folded is not None  # noqa: S101 - forms are always written with it
        return [key.decode() for key in self._forms.folded.all()]

    def _by_entry(self, field: str) -> Carried:
        inverted = self.content.inverted[field]
        numbers = np.repeat(np.arange(len(inverted.terms), dtype=np.int32), inverted.holders())
        order = np.argsort(inverted.ids, kind="stable")
        lengths = np.bincount(inverted.ids, minlength=self.size)
        values = [term.decode() for term in inverted.terms.all()]
        return Carried(values, bounds_of(lengths), numbers[order])
