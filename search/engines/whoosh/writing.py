"""Whoosh's writer without what our index has no use for: it builds several times as fast."""

from array import array
from collections.abc import Iterator

from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

Item = tuple[str, bytes, int, float, bytes | None]  # field, term, entry, weight, value


class PlainCodec(W3Codec):
    """Whoosh's own files, without the shortest and longest entry of each block: lengths are a column."""

    length_stats = False

    def __init__(self) -> None:
        super().__init__(blocklimit=1024)


class TermPool:
    """Postings gathered by term. Entries come in ascending order: nothing is sorted but the terms."""

    def __init__(self) -> None:
        self._terms: dict[tuple[str, bytes], tuple[array[int], array[float], list[bytes | None]]] = {}

    def add(self, item: Item) -> None:
        field, term, entry, weight, value = item
        found = self._terms.get((field, term))
        if found is None:
            found = self._terms[field, term] = (array("I"), array("f"), [])
        found[0].append(entry)
        found[1].append(weight)
        found[2].append(value)

    def iter_postings(self) -> Iterator[Item]:
        """All postings by field, term and entry; each term is forgotten as it is given."""
        for field, term in sorted(self._terms):
            for entry, weight, value in zip(*self._terms.pop((field, term)), strict=True):
                yield field, term, entry, weight, value

    def cleanup(self) -> None:
        self._terms.clear()


def open_writer(index: FileIndex) -> SegmentWriter:
    """A writer of one more segment; the caller holds the lock."""
    writer = SegmentWriter(index, codec=PlainCodec(), compound=False, _lk=False)
    writer.pool = TermPool()
    return writer
