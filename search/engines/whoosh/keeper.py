"""The newest snapshot of each index of this process, opened once for all threads."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from whoosh.fields import Schema

from search.engines.whoosh.segment import Segment
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.store import Store, Version, patiently
from search.errors import IndexMissingError

_keepers: dict[Path, "Keeper"] = {}
_making = Lock()


class Keeper:
    """Holds the snapshot of the current version; segments that did not change stay open and decoded."""

    def __init__(self, store: Store, schema: Callable[[], Schema], text_field: str) -> None:
        self._store = store
        self._schema = schema
        self._text_field = text_field
        self._lock = Lock()
        self._version: Version | None = None
        self._snapshot: Snapshot | None = None
        self._segments: dict[str, Segment] = {}

    def snapshot(self) -> Snapshot:
        """The newest generation; IndexMissingError if there is none or it cannot be read."""
        version = patiently(self._store.version)
        if version != self._version or self._snapshot is None:
            with self._lock:
                if version != self._version or self._snapshot is None:
                    self._open()
        assert self._snapshot is not None  # noqa: S101 - `_open` sets it or raises
        return self._snapshot

    def _open(self) -> None:
        try:
            version, segments = patiently(self._read)
        except IndexMissingError:
            raise
        except Exception as error:  # a damaged file may raise anything: it is rebuilt, not understood
            raise IndexMissingError(f"The search index cannot be read ({type(error).__name__}).") from error
        self._segments = {name: segment for name, segment, _deleted in segments}
        self._snapshot = Snapshot(
            [(segment, deleted) for _name, segment, deleted in segments], self._text_field
        )
        self._version = version

    def _read(self) -> tuple[Version, list[tuple[str, Segment, set[int]]]]:
        version = self._store.version()
        storage, contents = self._store.contents(version)
        if sorted(contents.schema.names()) != sorted(self._schema().names()):
            raise IndexMissingError("The search index was built by another version of the program.")
        found = []
        try:
            for segment in contents.segments:
                name = f"{version[0]}/{segment.segment_id()}"
                opened = self._segments.get(name) or Segment(storage, contents.schema, segment)
                found.append((name, opened, set(segment.deleted_docs())))
        except Exception:
            found.clear()
            storage.abandon()
            raise
        return version, found


def keeper_for(path: Path, schema: Callable[[], Schema], text_field: str) -> Keeper:
    """The keeper of the index at this path, the same for every thread."""
    with _making:
        if path not in _keepers:
            _keepers[path] = Keeper(Store(path), schema, text_field)
        return _keepers[path]


def _forget() -> None:
    """After a fork: open files share their position with the parent, so the child opens its own."""
    global _making
    _making = Lock()
    _keepers.clear()


os.register_at_fork(after_in_child=_forget)
