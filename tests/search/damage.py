"""What may befall an index: gone, cut, overwritten, or built by an older program."""

import shutil
from pathlib import Path


def missing(path):
    (path / "current").unlink()


def senseless(path):
    (path / "current").write_bytes(b"\xff\xfe")


def folder_gone(path):
    [build] = path.glob("build-*")
    shutil.rmtree(build)


def contents_cut(path):
    _cut(contents(path))


def contents_with_another_bit(path):
    _turn_a_bit(contents(path))


def segment_gone(path):
    segment(path).unlink()


def segment_cut(path):
    _cut(segment(path))


def segment_with_another_bit(path):
    _turn_a_bit(segment(path))


def all_zeros(path):
    for file in path.glob("build-*/*"):
        file.write_bytes(b"\0" * file.stat().st_size)


def outdated(path):
    """As an older program would have left it."""
    [build] = path.glob("build-*")
    older = build.rename(path / "build-0123456789abcdef-012345")
    (path / "current").write_text(older.name)


ALL = [
    missing,
    senseless,
    folder_gone,
    contents_cut,
    contents_with_another_bit,
    segment_gone,
    segment_cut,
    segment_with_another_bit,
    all_zeros,
    outdated,
]


def contents(path) -> Path:
    [file] = path.glob("build-*/*.toc")
    return file


def segment(path) -> Path:
    return next(path.glob("build-*/*.arrays"))


def _cut(file):
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size // 2)


def _turn_a_bit(file):
    with file.open("r+b") as opened:
        opened.seek(-1000 if file.suffix == ".arrays" else -20, 2)
        [byte] = opened.read(1)
        opened.seek(-1, 1)
        opened.write(bytes([byte ^ 1]))
