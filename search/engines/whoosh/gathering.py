"""From prepared entries to the content of a segment: pieces of text, values become numbers as they come."""

import pickle
from array import array
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from haystack.constants import ID
from whoosh.fields import Schema

from search.engines.whoosh.arrays import Packed, bounds_of
from search.engines.whoosh.columns import Column, Ordered, Stored
from search.engines.whoosh.content import LENGTHS_OF, Content
from search.engines.whoosh.inverted import Inverted, Uses
from search.engines.whoosh.schema import (
    NOWHERE,
    Exact,
    Forms,
    Number,
    Text,
    as_number,
    part_of_content,
    sort_key,
    values_of,
)
from search.engines.whoosh.wordtable import Numbering, Pieces, WordTable, frequency_in
from search.german.analysis import Analysis
from search.german.compounds import Frequency
from search.query.matching import GAP
from search.query.tree import FORMS_OF


class Gathering:
    """Entries on their way into a segment. Of several with the same id the last one counts."""

    def __init__(self, fields: Mapping[str, Any], schema: Schema) -> None:
        self._fields = fields
        self._pieces = Numbering[str]()
        self._stored: list[bytes] = []
        self._places: dict[str, int] = {}
        self.replaced: set[int] = set()
        kinds = list(schema.items())
        self._content = next(name for name, kind in kinds if isinstance(kind, Text) and kind.is_content)
        self._stored_names = [name for name, kind in kinds if kind.stored]
        self._texts = {
            name: _Texts(_passages(name, kind, fields), self._pieces)
            for name, kind in kinds
            if isinstance(kind, Text)
        }
        self._exact = {
            name: _Values() for name, kind in kinds if isinstance(kind, Exact) and not isinstance(kind, Forms)
        }
        self._keys: dict[str, list[bytes]] = {
            name: [] for name, kind in kinds if isinstance(kind, Exact) and kind.is_sortable
        }
        self._numbers = {name: array("d") for name, kind in kinds if isinstance(kind, Number)}

    def __len__(self) -> int:
        return len(self._places)

    def identifiers(self) -> Iterable[str]:
        return self._places

    def add(self, data: Mapping[str, Any]) -> None:
        """Take in an entry as Haystack prepared it."""
        entry = len(self._stored)
        if (old := self._places.get(data[ID])) is not None:
            self.replaced.add(old)
        self._places[data[ID]] = entry
        self._stored.append(self._pickled(data))
        for text in self._texts.values():
            text.add(data)
        for name, values in self._exact.items():
            values.add(entry, data.get(name))
        for name, keys in self._keys.items():
            keys.append(sort_key(data.get(name)))
        for name, numbers in self._numbers.items():
            value = data.get(name)
            numbers.append(NOWHERE if value is None else as_number(value))

    def content(self, known: Frequency) -> Content:
        """All of them as a segment; compounds are split by their own words and by those `known` already."""
        size, pieces = len(self._stored), Pieces(self._pieces)
        uses = {name: text.words(pieces) for name, text in self._texts.items()}
        own = frequency_in(pieces.words, uses[self._content])
        table = WordTable(pieces.words, Analysis(lambda word: own(word) + known(word)))
        inverted = {name: values.inverted(size) for name, values in self._exact.items()}
        inverted |= {name: table.terms(found, size) for name, found in uses.items()}
        inverted |= {FORMS_OF.format(name): table.forms(found, size) for name, found in uses.items()}
        columns = {name: Column(np.array(numbers)) for name, numbers in self._numbers.items()}
        columns |= {LENGTHS_OF.format(name): Column(table.said(found, size)) for name, found in uses.items()}
        ordered = {name: Ordered.of(keys) for name, keys in self._keys.items()}
        return Content(Stored(Packed.of(self._stored)), inverted, columns, ordered)

    def _pickled(self, data: Mapping[str, Any]) -> bytes:
        found = {}
        for name in self._stored_names:
            if (value := data.get(name)) is not None:
                field = self._fields.get(name)
                found[name] = field.convert(value) if field is not None else value
        return pickle.dumps(found, pickle.HIGHEST_PROTOCOL)


class _Texts:
    """One text of each entry, in weighed passages: the numbers of its pieces, one after the other."""

    def __init__(self, passages: list[tuple[str, float]], pieces: Numbering[str]) -> None:
        self._passages = passages
        self._number = pieces.__getitem__
        self._numbers = array("i")
        self._lengths, self._weights = array("i"), array("f")  # of passages

    def add(self, data: Mapping[str, Any]) -> None:
        boost = data.get("boost", 1)  # Haystack's name for a whole entry's weight
        for name, weight in self._passages:
            found = str(data.get(name) or "").split()
            self._numbers.extend(map(self._number, found))
            self._lengths.append(len(found))
            self._weights.append(weight * boost)

    def words(self, pieces: Pieces) -> Uses:
        """Every word in every entry, with weight and position."""
        numbers, bounds = pieces.words_in(np.array(self._numbers))
        lengths = np.diff(bounds[bounds_of(np.array(self._lengths))])  # of passages, in words
        steps = (lengths + GAP).reshape(-1, len(self._passages))  # so that no phrase runs across
        starts = (steps.cumsum(axis=1) - steps).ravel()
        positions = np.repeat(starts - bounds_of(lengths)[:-1], lengths) + np.arange(len(numbers))
        return Uses(
            numbers,
            np.repeat(np.arange(len(lengths), dtype=np.int32) // len(self._passages), lengths),
            np.repeat(np.array(self._weights), lengths),
            positions.astype(np.int32),
        )


class _Values:
    """The exact values of a field in each entry, as numbers."""

    def __init__(self) -> None:
        self._numbering = Numbering[str]()
        self._numbers, self._entries = array("i"), array("i")

    def add(self, entry: int, value: Any) -> None:
        for one in values_of(value):
            self._numbers.append(self._numbering[one])
            self._entries.append(entry)

    def inverted(self, size: int) -> Inverted:
        terms = [value.encode() for value in self._numbering]
        return Inverted.of(terms, Uses(np.array(self._numbers), np.array(self._entries)), size)


def _passages(name: str, kind: Text, fields: Mapping[str, Any]) -> list[tuple[str, float]]:
    """The fields whose texts belong to a text, with their weights, the heaviest first."""
    if not kind.is_content:
        return [(name, float(fields[name].boost))]
    parts = [(own, float(field.boost)) for own, field in fields.items() if part_of_content(field)]
    return sorted(parts, key=lambda passage: -passage[1])
