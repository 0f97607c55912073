"""Columns: something about each entry of a segment, in the order of the entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.arrays import Arrays, Ints, Longs, Packed


@dataclass(frozen=True, slots=True)
class Column:
    """A number for each entry: a date, a length."""

    values: NDArray[Any]

    @classmethod
    def joined(cls, parts: Sequence[tuple["Column", Longs]], size: int) -> "Column":
        return cls(np.concatenate([part.values[places >= 0] for part, places in parts]))

    @classmethod
    def read(cls, arrays: Arrays) -> "Column":
        return cls(arrays["values"])

    def arrays(self) -> Arrays:
        return {"values": self.values}


@dataclass(frozen=True, slots=True)
class Ordered:
    """A text for each entry, to sort by: the different texts in order, and for each entry its number."""

    keys: Packed
    ranks: Ints

    @classmethod
    def of(cls, values: Sequence[bytes]) -> "Ordered":
        keys = sorted(set(values))
        rank = {key: number for number, key in enumerate(keys)}
        return cls(Packed.of(keys), np.fromiter(map(rank.__getitem__, values), np.int32, len(values)))

    @classmethod
    def joined(cls, parts: Sequence[tuple["Ordered", Longs]], size: int) -> "Ordered":
        return cls.of([value for part, places in parts for value in part._at(places >= 0)])

    @classmethod
    def read(cls, arrays: Arrays) -> "Ordered":
        return cls(Packed.read(arrays, "keys"), arrays["ranks"])

    def arrays(self) -> Arrays:
        return {**self.keys.arrays("keys"), "ranks": self.ranks}

    def _at(self, stays: NDArray[np.bool_]) -> list[bytes]:
        keys = self.keys.all()
        return [keys[rank] for rank in self.ranks[stays].tolist()]


@dataclass(frozen=True, slots=True)
class Stored:
    """A byte string for each entry: the fields that are given back with it, pickled."""

    values: Packed

    @classmethod
    def joined(cls, parts: Sequence[tuple["Stored", Longs]], size: int) -> "Stored":
        kept = ((part.values, np.flatnonzero(places >= 0).tolist()) for part, places in parts)
        return cls(Packed.of(values[number] for values, numbers in kept for number in numbers))

    @classmethod
    def read(cls, arrays: Arrays) -> "Stored":
        return cls(Packed.read(arrays, "values"))

    def arrays(self) -> Arrays:
        return self.values.arrays("values")
