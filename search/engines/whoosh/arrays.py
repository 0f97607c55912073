"""Named arrays in one file, read as a view of the file: nothing is copied or read before it is looked at."""

import json
import mmap
import os
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO, overload

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float32]
Numbers = NDArray[np.float64]
Mask = NDArray[np.bool_]
Arrays = Mapping[str, NDArray[Any]]

_MAGIC = b"ARRAYS-2"
_HEAD = struct.Struct("<8sIIQ")  # magic, length of the directory, checksum and length of all that follows
_ALIGNED = 8
_PIECE = 2**20


class Packed(Sequence[bytes]):
    """A row of byte strings in two arrays: one after the other, and where each begins."""

    def __init__(self, content: NDArray[np.uint8], bounds: Longs) -> None:
        self.content = content
        self.bounds = bounds
        self._bytes = memoryview(content.data)

    @classmethod
    def of(cls, values: Iterable[bytes]) -> "Packed":
        values = list(values)
        lengths = np.fromiter(map(len, values), np.int64, len(values))
        return cls(np.frombuffer(b"".join(values), np.uint8), bounds_of(lengths))

    @classmethod
    def read(cls, arrays: "Arrays", name: str) -> "Packed":
        """What `arrays` gave."""
        return cls(arrays[f"{name}.content"], arrays[f"{name}.bounds"])

    def arrays(self, name: str) -> "Arrays":
        """Both arrays, by name, for a file."""
        return {f"{name}.content": self.content, f"{name}.bounds": self.bounds}

    def __len__(self) -> int:
        return len(self.bounds) - 1

    @overload
    def __getitem__(self, index: int) -> bytes: ...
    @overload
    def __getitem__(self, index: slice) -> "Packed": ...
    def __getitem__(self, index: int | slice) -> "bytes | Packed":
        if isinstance(index, slice):
            return Packed.of(self[number] for number in range(*index.indices(len(self))))
        return bytes(self._bytes[self.bounds[index] : self.bounds[index + 1]])

    def all(self) -> list[bytes]:
        """Every one of them."""
        content, bounds = self.content.tobytes(), self.bounds.tolist()
        return [content[start:end] for start, end in pairwise(bounds)]


def bounds_of(lengths: NDArray[Any]) -> Longs:
    """Where each of a row of pieces begins, and where the last one ends."""
    bounds = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=bounds[1:])
    return bounds


def ranges(starts: NDArray[Any], lengths: NDArray[Any]) -> Longs:
    """The numbers of all these ranges, one after the other: ([5, 9], [2, 3]) → [5, 6, 9, 10, 11]."""
    ends = lengths.cumsum(dtype=np.int64)
    numbers: Longs = (starts - ends + lengths).repeat(lengths)
    numbers += np.arange(len(numbers))
    return numbers


def write_arrays(file: BinaryIO, arrays: Arrays) -> None:
    """Write these one-dimensional arrays; `read_arrays` gives them back."""
    places, end = {}, 0
    for name, array in arrays.items():
        places[name] = (array.dtype.str, len(array), end)
        end += _whole(array.nbytes)
    directory = json.dumps(places).encode()
    directory += b" " * (_whole(_HEAD.size + len(directory)) - _HEAD.size - len(directory))
    checksum = _checksum([directory, *_bytes_of(arrays)])
    file.write(_HEAD.pack(_MAGIC, len(directory), checksum, len(directory) + end))
    file.write(directory)
    for piece in _bytes_of(arrays):
        file.write(piece)


def read_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays of a file, which may be deleted meanwhile; OSError or ValueError if it is damaged.

    All of it is looked at once, piece by piece and beside the view, so that it does not stay in memory.
    """
    with path.open("rb") as file:
        _check(file, path.name)
        view = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    start = _HEAD.size + _HEAD.unpack_from(view)[1]
    return {
        name: np.frombuffer(view, dtype, count, start + offset) if count else np.zeros(0, dtype)
        for name, (dtype, count, offset) in json.loads(view[_HEAD.size : start]).items()
    }


def _check(file: BinaryIO, name: str) -> None:
    head = file.read(_HEAD.size)
    if len(head) < _HEAD.size:
        raise ValueError(f"{name} is too short.")
    magic, _directory, checksum, length = _HEAD.unpack(head)
    if magic != _MAGIC or os.fstat(file.fileno()).st_size != _HEAD.size + length:
        raise ValueError(f"{name} has not the size that it says.")
    if _checksum(iter(lambda: file.read(_PIECE), b"")) != checksum:
        raise ValueError(f"{name} does not hold what was written.")


def _bytes_of(arrays: Arrays) -> Iterator[bytes | memoryview]:
    """The content of each array, filled up so that the next one is aligned."""
    for array in arrays.values():
        if len(array):
            yield np.ascontiguousarray(array).data.cast("B")
            yield bytes(_whole(array.nbytes) - array.nbytes)


def _checksum(pieces: Iterable[bytes | memoryview]) -> int:
    return reduce(lambda checksum, piece: zlib.crc32(piece, checksum), pieces, 0)


def _whole(size: int) -> int:
    """The next multiple of what arrays are aligned to."""
    return -(-size // _ALIGNED) * _ALIGNED
