"""The next generation of an index: what goes, what comes, written in one commit."""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from itertools import accumulate
from pathlib import Path

import numpy as np
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, clean_files

from search.engines.whoosh.arrays import Mask, read_arrays
from search.engines.whoosh.codec import ArraysCodec
from search.engines.whoosh.content import Content
from search.engines.whoosh.merging import to_join


class Change:
    """Begun on one generation of an index; nobody sees it before `commit`. The lock is held."""

    def __init__(self, storage: FileStorage, name: str, before: TOC) -> None:
        self._storage, self._name = storage, name
        self._schema, self._generation = before.schema, before.generation + 1
        self._segments: list[W3Segment] = before.segments

    def remove(self, numbers: Iterable[int]) -> None:
        """Take out the entries with these numbers of the generation before."""
        offsets = [0, *accumulate(segment.doc_count_all() for segment in self._segments)]
        for number in numbers:
            place = bisect_right(offsets, number) - 1
            self._segments[place].delete_document(number - offsets[place])

    def commit(self, content: Content | None = None, replaced: Collection[int] = ()) -> None:
        """Make it the newest generation, with the entries of `content` but for those that are replaced."""
        segments = [segment for segment in self._segments if segment.doc_count()]
        if joining := to_join(segments):
            segments = [segment for segment in segments if segment not in joining]
            content, replaced = self._joined(joining, content, replaced), ()
        if content is not None and content.size:
            segments.append(self._written(content, replaced))
        TOC(self._schema, segments, self._generation).write(self._storage, self._name)
        clean_files(self._storage, self._name, self._generation, segments)

    def _joined(
        self, joining: Iterable[W3Segment], content: Content | None, replaced: Collection[int]
    ) -> Content:
        parts = [
            (self._read(segment), _stays(segment.doc_count_all(), segment.deleted_docs()))
            for segment in joining
        ]
        if content is not None:
            parts.append((content, _stays(content.size, replaced)))
        return Content.joined(parts)

    def _read(self, segment: W3Segment) -> Content:
        return Content.read(read_arrays(Path(self._storage.folder) / ArraysCodec.filename(segment)))

    def _written(self, content: Content, replaced: Collection[int]) -> W3Segment:
        segment = W3Segment(ArraysCodec(), self._name, content.size, deleted=set(replaced) or None)
        with self._storage.create_file(ArraysCodec.filename(segment)) as file:
            content.write(file)
        return segment


def _stays(size: int, deleted: Iterable[int]) -> Mask:
    mask = np.ones(size, bool)
    mask[list(deleted)] = False
    return mask
