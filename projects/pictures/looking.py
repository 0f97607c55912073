"""A look at an upload before anything decodes it: what it says it is, and what else is in it.

What we keep is made of pixels alone, so nothing of this keeps the site safe. It tells people early and
exactly what is wrong, and turns away what only pretends to be a picture.
"""

import re
from pathlib import PurePath

from projects.pictures.limits import MOST_BYTES, Refusal
from projects.pictures.refusals import PictureRefusedError

SUFFIXES = {
    "JPEG": {".jpg", ".jpeg", ".jpe", ".jfif"},
    "PNG": {".png"},
    "WebP": {".webp"},
    "AVIF": {".avif"},
}
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
SVG = re.compile(rb"\A\s*(?:<\?xml|<svg|<!--|<!doctype svg)", re.IGNORECASE)
# A page, a script, a document or an archive in the same file. Each is long enough never to occur by chance.
FOREIGN = re.compile(
    rb"<script|<\?php\s|<!doctype|<html[\s>]|%PDF-\d\.|PK\x05\x06\0\0\0\0|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c",
    re.IGNORECASE,
)


def look_at(upload: bytes, file_name: str) -> None:
    """Raise PictureRefusedError unless the bytes begin like a picture, are named so, and hold no more."""
    if not upload:
        raise PictureRefusedError(Refusal.EMPTY)
    if len(upload) > MOST_BYTES:
        raise PictureRefusedError(Refusal.TOO_HEAVY)
    suffix = PurePath(file_name).suffix.lower()
    if suffix and suffix not in SUFFIXES[kind_of(upload)]:
        raise PictureRefusedError(Refusal.MISNAMED)
    if FOREIGN.search(upload):
        raise PictureRefusedError(Refusal.MORE_THAN_A_PICTURE)


def kind_of(upload: bytes) -> str:
    """What the first bytes say: a key of SUFFIXES. Raises PictureRefusedError for anything else."""
    if upload.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if upload.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if upload[:4] == b"RIFF" and upload[8:12] == b"WEBP":
        return "WebP"
    brands = brands_of(upload)
    if brands & {b"avif", b"avis"}:
        return "AVIF"
    if brands & HEIC_BRANDS:
        raise PictureRefusedError(Refusal.HEIC)
    raise PictureRefusedError(Refusal.SVG if SVG.match(upload) else Refusal.NO_PICTURE)


def brands_of(upload: bytes) -> set[bytes]:
    """The four-letter brands in the first box of a file of the MPEG-4 family; none for other files."""
    if upload[4:8] != b"ftyp":
        return set()
    end = min(int.from_bytes(upload[:4], "big"), 256)
    return {upload[place : place + 4] for place in range(8, end, 4)}
