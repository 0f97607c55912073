"""The newest snapshot of each index of this process, opened once for all threads."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from search.engines.whoosh.codec import ArraysCodec
from search.engines.whoosh.segment import Segment
from search.engines.whoosh.snapshot import Snapshot
from search.engines.whoosh.store import Store, Version, made_by
from search.errors import IndexMissingError

_keepers: dict[Path, "Keeper"] = {}
_making = Lock()


class Held(NamedTuple):
    """A generation that was opened, or what is wrong with it; and whether that still holds."""

    snapshot: Snapshot | None
    fault: str
    is_current: Callable[[], bool]


class Keeper:
    """Holds the snapshot of the current version; segments that did not change stay open.

    A version that cannot be read is looked at once, and not again by every visitor.
    """

    def __init__(self, store: Store, fingerprint: Callable[[], str], text_field: Callable[[], str]) -> None:
        self._store = store
        self._fingerprint = fingerprint
        self._text_field = text_field
        self._lock = Lock()
        self._held: Held | None = None
        self._segments: dict[str, Segment] = {}

    def snapshot(self) -> Snapshot:
        """The newest generation; IndexMissingError if there is none or it cannot be read."""
        if (held := self._held) is None or not held.is_current():
            with self._lock:
                if (held := self._held) is None or not held.is_current():
                    held = self._held = self._opened()
        if held.snapshot is None:
            raise IndexMissingError(held.fault)
        return held.snapshot

    def _opened(self) -> Held:
        """The newest version; begun again when a commit took its files away meanwhile."""
        while True:
            version = self._store.version()
            watch = self._store.watch(version)
            try:
                return self._read(version, watch)
            except IndexMissingError as error:
                return Held(None, str(error), watch)
            except Exception as error:  # a damaged file may raise anything: it is rebuilt, not understood
                if self._store.version() == version:
                    fault = f"The search index cannot be read ({type(error).__name__}: {error})."
                    return Held(None, fault, watch)

    def _read(self, version: Version, watch: Callable[[], bool]) -> Held:
        if made_by(version) != self._fingerprint():
            raise IndexMissingError("The search index was built by another version of the program.")
        storage, contents = self._store.contents(version)
        opened = {
            f"{version[0]}/{listed.segment_id()}": Path(storage.folder) / ArraysCodec.filename(listed)
            for listed in contents.segments
        }
        self._segments = {name: self._segment(name, path) for name, path in opened.items()}
        segments = list(self._segments.values())
        deleted = [set(listed.deleted_docs()) for listed in contents.segments]
        snapshot = Snapshot(list(zip(segments, deleted, strict=True)), self._text_field())
        return Held(snapshot, "", lambda: watch() and all(one.is_untouched() for one in segments))

    def _segment(self, name: str, path: Path) -> Segment:
        known = self._segments.get(name)
        return known if known and known.is_untouched() else Segment(path, self._text_field())


def keeper_for(path: Path, fingerprint: Callable[[], str], text_field: Callable[[], str]) -> Keeper:
    """The keeper of the index at this path, the same for every thread."""
    if (found := _keepers.get(path)) is None:
        with _making:
            found = _keepers.setdefault(path, Keeper(Store(path), fingerprint, text_field))
    return found


def _forget() -> None:
    """After a fork: a lock may have been held by a thread that the child does not have."""
    global _making
    _making = Lock()
    _keepers.clear()


os.register_at_fork(after_in_child=_forget)
