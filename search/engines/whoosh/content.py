"""All that a segment holds, in arrays: made of entries or of other segments, kept in one file."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, TypeVar

import numpy as np
from numpy.typing import NDArray

from search.engines.whoosh.arrays import Arrays, Mask, write_arrays
from search.engines.whoosh.columns import Column, Ordered, Stored
from search.engines.whoosh.inverted import Inverted

LENGTHS_OF = "{} lengths"  # the column of a text's lengths, in words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Content:
    """Entries, numbered from 0: their stored fields, and by field what they are found and sorted by."""

    stored: Stored
    inverted: Mapping[str, Inverted]
    columns: Mapping[str, Column]
    ordered: Mapping[str, Ordered]

    @property
    def size(self) -> int:
        return len(self.stored.values)

    def write(self, file: BinaryIO) -> None:
        """Write all of it; each array is called by its kind, its field and its own name."""
        arrays = {f"stored//{name}": array for name, array in self.stored.arrays().items()}
        for kind in ("inverted", "columns", "ordered"):
            for field, part in getattr(self, kind).items():
                arrays |= {f"{kind}/{field}/{name}": array for name, array in part.arrays().items()}
        write_arrays(file, arrays)

    @classmethod
    def read(cls, arrays: Arrays) -> "Content":
        """What was written; KeyError if something is missing."""
        by_field: dict[tuple[str, str], dict[str, NDArray[Any]]] = defaultdict(dict)
        for called, array in arrays.items():
            kind, field, name = called.split("/")
            by_field[kind, field][name] = array

        def of(wanted: str, read: Callable[[Arrays], T]) -> dict[str, T]:
            return {field: read(own) for (kind, field), own in by_field.items() if kind == wanted}

        return cls(
            Stored.read(by_field["stored", ""]),
            of("inverted", Inverted.read),
            of("columns", Column.read),
            of("ordered", Ordered.read),
        )

    @classmethod
    def joined(cls, parts: Sequence[tuple["Content", Mask]]) -> "Content":
        """The entries of several contents as one; each with a mask of those that stay."""
        contents = [content for content, _stays in parts]
        stays = np.concatenate([stays for _content, stays in parts])
        size = int(stays.sum())
        places = np.split(
            np.where(stays, np.cumsum(stays) - 1, -1), np.cumsum([one.size for one in contents])[:-1]
        )

        def of(found: Sequence[Mapping[str, Any]], join: Callable[..., T]) -> dict[str, T]:
            return {
                field: join([(own[field], new) for own, new in zip(found, places, strict=True)], size)
                for field in found[0]
            }

        return cls(
            Stored.joined([(one.stored, new) for one, new in zip(contents, places, strict=True)], size),
            of([one.inverted for one in contents], Inverted.joined),
            of([one.columns for one in contents], Column.joined),
            of([one.ordered for one in contents], Ordered.joined),
        )
