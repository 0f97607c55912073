"""Where the index lies on disk: builds beside each other, one of them current; one writer at a time.

index/               mode 0700: Whoosh's tables of contents hold pickles
    current          the name of the build that is in use
    writer.lock      held by the one process and thread that writes
    build-…/         a Whoosh index
"""

import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh.fields import Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, EmptyIndexError

from search.engines.whoosh.change import Change
from search.engines.whoosh.content import Content
from search.errors import IndexBusyError, IndexMissingError

NAME = "MAIN"  # Whoosh's name for the only index of a directory

Version = tuple[str, int]  # the build and its generation


class DurableStorage(FileStorage):
    """Files that are on the disk, not only on their way, when they are closed or renamed."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self._opened: list[Any] = []

    def open_file(self, name: str, **options: Any) -> Any:
        file = super().open_file(name, **options)
        self._opened.append(file)
        return file

    def abandon(self) -> None:
        """Close what was opened: Whoosh leaves files open when it cannot make sense of them."""
        for file in self._opened:
            if not file.is_closed:
                file.close()

    def create_file(self, name: str, **options: Any) -> Any:
        return super().create_file(name, **options, onclose=_sync_file)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        super().rename_file(oldname, newname, safe=safe)
        _sync_folder(Path(self.folder))


class Store:
    """The builds of one index. Whatever happens meanwhile, `current` names one that is complete."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._pointer = self.path / "current"

    def version(self) -> Version:
        """What is current now; IndexMissingError if nothing is."""
        build = self._current()
        generation = TOC._latest_generation(self._storage(build), NAME)
        if generation < 0:
            raise IndexMissingError(f"{self.path / build} holds no index.")
        return build, generation

    def watch(self, version: Version) -> Callable[[], bool]:
        """A quick way to ask whether a version is still what is current.

        Each commit adds a table of contents, numbered one higher, and then takes away the one before.
        """
        build, generation = version
        folder = self.path / build
        own, next_one = (folder / TOC._filename(NAME, number) for number in (generation, generation + 1))
        return lambda: self._current() == build and own.exists() and not next_one.exists()

    def contents(self, version: Version) -> tuple[DurableStorage, TOC]:
        """Where the files of a version are, and its schema and segments; OSError if they are gone."""
        storage = self._storage(version[0])
        try:
            return storage, TOC.read(storage, NAME, gen=version[1])
        except Exception:
            storage.abandon()
            raise

    def size(self) -> int:
        """Bytes of everything in the index's folder."""
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file())

    @contextmanager
    def lock(self, timeout: float) -> Iterator[None]:
        """Be the only writer, among threads and processes; IndexBusyError after `timeout` seconds."""
        self._make_folder()
        deadline = time.monotonic() + timeout
        with (self.path / "writer.lock").open("a") as file:
            while not _locked(file.fileno()):
                if time.monotonic() > deadline:
                    raise IndexBusyError("Somebody else is writing the search index.")
                time.sleep(0.005)
            yield

    def change(self) -> Change:
        """The next generation of the current build; the lock is held."""
        storage, contents = self.contents(self.version())
        return Change(storage, NAME, contents)

    def build(self, schema: Schema, content: Content | None = None, replaced: Collection[int] = ()) -> None:
        """Write a new build beside the current one; it takes its place at the end, in one step."""
        self._make_folder()
        build = self.path / f"build-{secrets.token_hex(6)}"
        build.mkdir(mode=0o700)
        try:
            Change(self._storage(build.name), NAME, TOC(schema, [], 0)).commit(content, replaced)
        except BaseException:
            shutil.rmtree(build, ignore_errors=True)
            raise
        self._make_current(build.name)
        self._remove_others(build.name)

    def _current(self) -> str:
        """The name of the current build. Every search asks for it."""
        try:
            with self._pointer.open("rb", buffering=0) as file:
                return file.read(100).decode("ascii").strip()
        except (FileNotFoundError, UnicodeDecodeError) as error:
            raise IndexMissingError(f"There is no search index in {self.path}.") from error

    def _make_current(self, build: str) -> None:
        new = self.path / f"{build}.current"
        with new.open("w", encoding="ascii") as file:
            file.write(build)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._pointer)
        _sync_folder(self.path)

    def _remove_others(self, build: str) -> None:
        for other in self.path.glob("build-*"):
            if other.name != build:
                shutil.rmtree(other, ignore_errors=True)

    def _make_folder(self) -> None:
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.chmod(0o700)

    def _storage(self, build: str) -> DurableStorage:
        return DurableStorage(str(self.path / build))


def patiently(read: Callable[[], Any], *, tries: int = 20) -> Any:
    """What `read` returns, tried again while a commit replaces the files that it reads."""
    for _attempt in range(tries - 1):
        try:
            return read()
        except (OSError, EmptyIndexError):
            time.sleep(0.01)
    return read()


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _sync_file(file: Any) -> None:
    file.flush()
    os.fsync(file.raw_file().fileno())


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
