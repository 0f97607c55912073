"""The newest snapshot of each index of this process, opened once for all threads."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from whoosh.fields import Schema

from search.engines.whoosh.codec import ArraysCodec
from search.engines.whoosh.segment import Segment
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.store import Store, Version, patiently
from search.errors import IndexMissingError

_keepers: dict[Path, "Keeper"] = {}
_making = Lock()


class Keeper:
    """Holds the snapshot of the current version; segments that did not change stay open."""

    def __init__(self, store: Store, schema: Callable[[], Schema], text_field: Callable[[], str]) -> None:
        self._store = store
        self._schema = schema
        self._text_field = text_field
        self._lock = Lock()
        self._held: tuple[Snapshot, Callable[[], bool]] | None = None
        self._segments: dict[str, Segment] = {}

    def snapshot(self) -> Snapshot:
        """The newest generation; IndexMissingError if there is none or it cannot be read."""
        if (held := self._held) is None or not held[1]():
            with self._lock:
                if (held := self._held) is None or not held[1]():
                    held = self._held = self._opened()
        return held[0]

    def _opened(self) -> tuple[Snapshot, Callable[[], bool]]:
        try:
            version, segments = patiently(self._read)
        except IndexMissingError:
            raise
        except Exception as error:  # a damaged file may raise anything: it is rebuilt, not understood
            raise IndexMissingError(f"The search index cannot be read ({type(error).__name__}).") from error
        self._segments = {name: segment for name, segment, _deleted in segments}
        found = [(segment, deleted) for _name, segment, deleted in segments]
        return Snapshot(found, self._text_field()), self._store.watch(version)

    def _read(self) -> tuple[Version, list[tuple[str, Segment, set[int]]]]:
        version = self._store.version()
        storage, contents = self._store.contents(version)
        if sorted(contents.schema.names()) != sorted(self._schema().names()):
            raise IndexMissingError("The search index was built by another version of the program.")
        folder, found = Path(storage.folder), []
        for listed in contents.segments:
            name = f"{version[0]}/{listed.segment_id()}"
            opened = self._segments.get(name) or Segment(
                folder / ArraysCodec.filename(listed), self._text_field()
            )
            found.append((name, opened, set(listed.deleted_docs())))
        return version, found


def keeper_for(path: Path, schema: Callable[[], Schema], text_field: Callable[[], str]) -> Keeper:
    """The keeper of the index at this path, the same for every thread."""
    if (found := _keepers.get(path)) is None:
        with _making:
            found = _keepers.setdefault(path, Keeper(Store(path), schema, text_field))
    return found


def _forget() -> None:
    """After a fork: a lock may have been held by a thread that the child does not have."""
    global _making
    _making = Lock()
    _keepers.clear()


os.register_at_fork(after_in_child=_forget)
