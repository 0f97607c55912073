"""One immutable segment of a Whoosh index, decoded into arrays as it is asked for."""

import weakref
from contextlib import suppress
from threading import RLock
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.util.numeric import byte_to_length

from search.engines.whoosh.schema import FORMS_OF, NOWHERE, Exact, Number, Text
from search.german.words import key_of
from search.query.correct import Known, KnownWords

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]

_LENGTHS = np.array([byte_to_length(byte) for byte in range(256)], dtype=np.float32)


class Postings(NamedTuple):
    """The entries that hold a term (ascending), the term's weight in each, and where it stands.

    `positions[bounds[i]:bounds[i + 1]]` are its places in entry `ids[i]`; both are empty for exact values.
    """

    ids: Ints
    weights: NDArray[np.float32]
    positions: Ints
    bounds: NDArray[np.int64]


NO_POSTINGS = Postings(
    np.zeros(0, np.int32), np.zeros(0, np.float32), np.zeros(0, np.int32), np.zeros(1, np.int64)
)


class Segment:
    """A segment with its files open: it goes on answering when a later commit has deleted them.

    Whoosh's readers share file positions, so that every access takes the lock; what is decoded is kept.
    """

    def __init__(self, storage: FileStorage, schema: Schema, segment: Any) -> None:
        self._reader = SegmentReader(storage, schema, segment)
        weakref.finalize(self, _close, self._reader)
        self._lock = RLock()
        self._postings: dict[tuple[str, bytes], Postings] = {}
        self._ordinals: dict[str, tuple[list[str], Ints, Ints]] = {}
        self.size: int = segment.doc_count_all()
        self.schema = schema
        self.lengths: dict[str, NDArray[np.float32]] = {}
        self.numbers: dict[str, Floats] = {}
        self._texts: dict[str, Any] = {}
        self._open_columns(storage, segment)
        self._words: dict[str, dict[str, int]] = {}
        self._spellings: dict[str, KnownWords] = {}

    def _open_columns(self, storage: FileStorage, segment: Any) -> None:
        """Read the small columns, open the others: later their files may be gone."""
        codec = segment.codec()
        for name, field in self.schema.items():
            if isinstance(field, Text):
                raw = _content(storage, codec.column_filename(segment, f"_{name}_len"))
                self.lengths[name] = _padded(_LENGTHS[np.frombuffer(raw, np.uint8)], self.size, 0)
            elif isinstance(field, Number):
                raw = _content(storage, codec.column_filename(segment, name))
                values = np.frombuffer(raw, ">f8").astype(np.float64)
                self.numbers[name] = _padded(values, self.size, NOWHERE)
            elif isinstance(field, Exact) and field.column_type and self._reader.has_column(name):
                self._texts[name] = self._reader.column_reader(name, translate=False)
        if self.size:
            self._reader.stored_fields(0)

    def stored(self, number: int) -> dict[str, Any]:
        """The stored fields of an entry."""
        with self._lock:
            fields: dict[str, Any] = self._reader.stored_fields(number)
        return fields

    def sort_keys(self, field: str) -> list[bytes]:
        """The keys by which entries are put in the order of a text; empty where there is none."""
        with self._lock:
            return list(self._texts[field]) if field in self._texts else [b""] * self.size

    def postings(self, field: str, term: str) -> Postings:
        """The postings of a term, deleted entries included."""
        key = (field, term.encode())
        if (found := self._postings.get(key)) is None:
            with self._lock:
                found = self._postings[key] = self._decoded(*key)
        return found

    def ordinals(self, field: str) -> tuple[list[str], Ints, Ints]:
        """Exact values of a field, sorted; then pairs (entry, number of the value), by value."""
        if field not in self._ordinals:
            with self._lock:
                values = self.lexicon(field)
            found = [self.postings(field, value).ids for value in values]
            counts = [len(ids) for ids in found]
            self._ordinals[field] = (
                values,
                np.concatenate(found) if found else NO_POSTINGS.ids,
                np.repeat(np.arange(len(values), dtype=np.int32), counts),
            )
        return self._ordinals[field]

    def lexicon(self, field: str) -> list[str]:
        """Every value or term of a field, sorted."""
        with self._lock:
            try:
                return [term.decode() for term in self._reader.lexicon(field)]
            except TermNotFound:
                return []

    def words(self, field: str) -> dict[str, int]:
        """Folded words of a text, and in how many entries each stands."""
        if field not in self._words:
            counted: dict[str, int] = {}
            forms = FORMS_OF.format(field)
            with self._lock:
                for form in self.lexicon(forms):
                    word = key_of(form)
                    counted[word] = counted.get(word, 0) + self._reader.doc_frequency(forms, form)
            self._words[field] = counted
        return self._words[field]

    def spellings(self, field: str) -> KnownWords:
        """The words of a text as they are written, for corrections."""
        if field not in self._spellings:
            words = self.words(field)
            forms = ((key_of(form), form) for form in self.lexicon(FORMS_OF.format(field)))
            self._spellings[field] = KnownWords(Known(key, form, words[key]) for key, form in forms)
        return self._spellings[field]

    def _decoded(self, field: str, term: bytes) -> Postings:
        try:
            matcher = self._reader._terms.matcher(field, term, self.schema[field].format)
        except (TermNotFound, KeyError):
            return NO_POSTINGS
        ids, weights, values = [], [], []
        while matcher.is_active():
            block = _block(matcher)
            ids += block[0]
            weights += block[1]
            values += block[2]
        lengths = np.fromiter((len(value) // 4 for value in values), np.int64, len(values))
        return Postings(
            np.array(ids, np.int32),
            np.array(weights, np.float32),
            np.frombuffer(b"".join(values), "<i4"),
            np.concatenate(([0], np.cumsum(lengths))),
        )


def _block(matcher: Any) -> tuple[list[int], list[float], list[bytes]]:
    """The next run of postings of a matcher, which then stands behind it."""
    if not isinstance(matcher, W3LeafMatcher):  # a single posting, kept beside the term
        one = [matcher.id()], [matcher.weight()], [matcher.value() or b""]
        matcher.next()
        return one
    matcher._read_ids()
    matcher._read_weights()
    matcher._read_values()
    block = list(matcher._ids), list(matcher._weights), [value or b"" for value in matcher._values]
    matcher._next_block()
    return block


def _close(reader: SegmentReader) -> None:
    """Close a reader whose files may have been closed before it."""
    with suppress(Exception):  # Whoosh raises a bare Exception for a file that is closed already
        reader.close()


def _content(storage: FileStorage, name: str) -> bytes:
    if not storage.file_exists(name):
        return b""
    file = storage.open_file(name)
    try:
        content: bytes = file.read()
    finally:
        file.close()
    return content


def _padded(values: NDArray[Any], size: int, filler: float) -> NDArray[Any]:
    return np.concatenate((values, np.full(size - len(values), filler, values.dtype)))
