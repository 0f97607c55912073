"""Where the index lies on disk: builds beside each other, one of them current; one writer at a time.

index/               mode 0700: Whoosh's tables of contents hold pickles
    current          the name of the build that is in use
    writer.lock      held by the one process and thread that writes or changes what is current
    builder.lock     held by the one that builds anew, which takes its time
    build-…-…/       a Whoosh index; its name says by what it was made, then which one it is
"""

import fcntl
import os
import secrets
import shutil
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from whoosh.fields import Schema
from whoosh.index import TOC

from search.engines.whoosh.change import Change
from search.engines.whoosh.content import Content
from search.engines.whoosh.storage import DurableStorage, read_contents, stamp, sync_folder
from search.errors import IndexBusyError, IndexMissingError

NAME = "MAIN"  # Whoosh's name for the only index of a directory
LOOKS = 5  # for a table of contents, before there is none
MOMENT = 0.005  # seconds
WHILE_LOOKED_AT = 0.2  # seconds: who looks whether something is being built holds up a builder

Version = tuple[str, int]  # the build and its generation


class Store:
    """The builds of one index. Whatever happens meanwhile, `current` names one that is complete."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._pointer = str(self.path / "current")

    # Reading

    def version(self) -> Version:
        """What is current now; IndexMissingError if nothing is."""
        for _look in range(LOOKS):  # a listing may miss two tables of which one takes the other's place
            build = self._current()
            with suppress(FileNotFoundError):
                if (generation := TOC._latest_generation(self._storage(build), NAME)) >= 0:
                    return build, generation
            time.sleep(MOMENT)
        raise IndexMissingError(f"{self.path / build} holds no index.")

    def watch(self, version: Version) -> Callable[[], bool]:
        """A quick way to ask whether a version is still what is current.

        Each commit adds a table of contents, numbered one higher, and then takes away the one before. Each
        swap puts a new file in the place of `current`.
        """
        build, generation = version
        own, next_one = (
            str(self.path / build / TOC._filename(NAME, number)) for number in (generation, generation + 1)
        )
        pointer, exists = self._pointer, os.path.exists
        pointed = stamp(pointer)
        if self._current() != build:  # asked after the stamp was taken: it is that of this build
            return lambda: False
        return lambda: stamp(pointer) == pointed and exists(own) and not exists(next_one)

    def contents(self, version: Version) -> tuple[DurableStorage, TOC]:
        """Where the files of a version are, and its schema and segments.

        OSError if they are gone, ValueError if they are damaged.
        """
        storage = self._storage(version[0])
        return storage, read_contents(storage, NAME, version[1])

    def is_empty(self) -> bool:
        """Whether nothing was ever built here."""
        return self._current_or_none() is None and not any(self.path.glob("build-*"))

    def size(self) -> int:
        """Bytes of everything in the index's folder."""
        return sum(file.stat().st_size for file in self.path.rglob("*") if file.is_file())

    # Writing

    @contextmanager
    def lock(self, timeout: float) -> Iterator[None]:
        """Be the only writer, among threads and processes; IndexBusyError after `timeout` seconds."""
        with self._only("writer.lock", timeout, "Somebody else is writing the search index."):
            yield

    def change(self) -> Change:
        """The next generation of the current build; the lock is held."""
        storage, contents = self.contents(self.version())
        return Change(storage, NAME, contents)

    # Building anew

    @contextmanager
    def building(self) -> Iterator[None]:
        """Be the only one who builds anew; IndexBusyError if somebody does so already.

        In the end nothing is left but the current build: not the one before, and none of a killed builder.
        """
        sentence = "The search index is being built anew already. Nothing was done; please wait for it."
        with self._only("builder.lock", WHILE_LOOKED_AT, sentence):
            try:
                yield
            finally:
                self._remove_builds(but=self._current_or_none())

    def is_being_built(self) -> bool:
        """Whether somebody builds anew and may not know what is written now."""
        with self._open("builder.lock") as descriptor:
            return not _locked(descriptor, fcntl.LOCK_SH)

    def build(
        self, made_by: str, schema: Schema, content: Content | None = None, replaced: Collection[int] = ()
    ) -> str:
        """Write a new build beside the current one and return its name."""
        self._make_folder()
        build = f"build-{made_by}-{secrets.token_hex(6)}"
        (self.path / build).mkdir(mode=0o700)
        try:
            Change(self._storage(build), NAME, TOC(schema, [], 0)).commit(content, replaced)
        except BaseException:
            shutil.rmtree(self.path / build, ignore_errors=True)
            raise
        return build

    def swap(self, build: str) -> None:
        """Let a build take the place of the current one, in one step; the lock is held."""
        new = self.path / f"{build}.current"
        with new.open("w", encoding="ascii") as file:
            file.write(build)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._pointer)
        sync_folder(self.path)

    def _current(self) -> str:
        """The name of the current build."""
        try:
            return (self.path / "current").read_bytes()[:200].decode("ascii", "replace").strip()
        except FileNotFoundError as error:
            raise IndexMissingError(f"There is no search index in {self.path}.") from error

    def _current_or_none(self) -> str | None:
        try:
            return self._current()
        except IndexMissingError:
            return None

    def _remove_builds(self, *, but: str | None) -> None:
        for build in self.path.glob("build-*"):
            if build.name == but:
                continue
            if build.is_dir():
                shutil.rmtree(build, ignore_errors=True)
            else:
                build.unlink(missing_ok=True)

    def _make_folder(self) -> None:
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.path.chmod(0o700)

    def _storage(self, build: str) -> DurableStorage:
        return DurableStorage(str(self.path / build))

    @contextmanager
    def _only(self, name: str, timeout: float, sentence: str) -> Iterator[None]:
        """Hold the lock of this name; IndexBusyError with the sentence after `timeout` seconds."""
        deadline = time.monotonic() + timeout
        with self._open(name) as descriptor:
            while not _locked(descriptor, fcntl.LOCK_EX):
                if time.monotonic() > deadline:
                    raise IndexBusyError(sentence)
                time.sleep(MOMENT)
            yield

    @contextmanager
    def _open(self, name: str) -> Iterator[int]:
        self._make_folder()
        with (self.path / name).open("a") as file:
            yield file.fileno()


def made_by(version: Version) -> str:
    """What a version's build was made by."""
    return version[0].removeprefix("build-").rpartition("-")[0]


def _locked(descriptor: int, how: int) -> bool:
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
