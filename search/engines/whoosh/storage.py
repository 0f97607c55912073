"""Files of the index that are on the disk when they are closed, and tables of contents that are sealed."""

import os
import zlib
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

_SEAL = 4  # bytes at the end: the checksum of all that comes before


class DurableStorage(FileStorage):
    """Files that are on the disk, not only on their way, when they are closed or renamed."""

    def create_file(self, name: str, **options: Any) -> Any:
        onclose = _seal_and_sync if ".toc" in name else _sync_file
        return super().create_file(name, mode="w+b", **options, onclose=onclose)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        super().rename_file(oldname, newname, safe=safe)
        sync_folder(Path(self.folder))


def read_contents(storage: DurableStorage, index: str, generation: int) -> TOC:
    """A table of contents; OSError or ValueError if it is gone or not as it was written.

    Whoosh reads from its beginning and does not look at the seal. It holds pickles: one changed bit and
    other entries would be taken for deleted.
    """
    path = Path(storage.folder) / TOC._filename(index, generation)
    content = path.read_bytes()
    if zlib.crc32(content[:-_SEAL]) != int.from_bytes(content[-_SEAL:], "little"):
        raise ValueError(f"{path.name} does not hold what was written.")
    return TOC.read(storage, index, gen=generation)


def stamp(path: str) -> tuple[int, int, int] | None:
    """What changes when somebody writes to a file or puts another in its place; None if there is none.

    Every search asks, so it is no Path, which takes thrice as long.
    """
    try:
        found = os.stat(path)  # noqa: PTH116
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def sync_folder(folder: Path) -> None:
    """What was created, renamed or removed in a folder is so after a loss of power, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _seal_and_sync(file: Any) -> None:
    raw = file.raw_file()
    raw.seek(0)
    raw.write(zlib.crc32(raw.read()).to_bytes(_SEAL, "little"))
    _sync_file(file)


def _sync_file(file: Any) -> None:
    file.flush()
    os.fsync(file.raw_file().fileno())
