"""Pictures as people send them, and what machines send in their place."""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from io import BytesIO
from random import Random
from typing import Any, NamedTuple

from PIL import ExifTags, Image, ImageCms, PngImagePlugin

CANARY = b"canary-in-the-upload"  # what must be found in no file of ours
PLACE = (48.0, 46.0, 33.0)
SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif"}


class Upload(NamedTuple):
    """What arrives: the name it is given, and its bytes."""

    file_name: str
    data: bytes


def as_form(fields: dict[str, str], upload: Upload) -> dict[str, Any]:
    """Body and content type of a form with a file, as a machine may write it: no name is set right."""
    border = "----hostile"
    parts = [
        f'--{border}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    name = upload.file_name.replace("\\", "\\\\").replace('"', '\\"').encode()
    head = f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="'.encode()
    parts.append(head + name + b'"\r\nContent-Type: image/jpeg\r\n\r\n' + upload.data + b"\r\n")
    body = b"".join(parts) + f"--{border}--\r\n".encode()
    return {"data": body, "content_type": f"multipart/form-data; boundary={border}"}


@cache
def photo(
    kind: str = "JPEG",
    size: tuple[int, int] = (64, 48),
    colour: Any = (200, 60, 20),
    mode: str = "RGB",
    **how: Any,
) -> bytes:
    """A picture of one colour."""
    return saved(Image.new(mode, size, colour), kind, **how)


def saved(image: Image.Image, kind: str, **how: Any) -> bytes:
    written = BytesIO()
    image.save(written, kind, **how)
    return written.getvalue()


def noise(rng: Random, size: tuple[int, int] = (90, 60)) -> Image.Image:
    return Image.frombytes("RGB", size, rng.randbytes(size[0] * size[1] * 3))


def whereabouts() -> bytes:
    """EXIF as a phone writes it: where, when, with what, held upright, and a word to look for."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.ImageDescription] = CANARY.decode()
    exif[ExifTags.Base.Model] = CANARY.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: PLACE, 3: "E", 4: PLACE})
    return exif.tobytes()


@cache
def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_that_claims(width: int, height: int, *more: bytes) -> bytes:
    """A small PNG whose header tells of so many pixels."""
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = png_chunk(b"IDAT", zlib.compress(bytes(1000)))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(more) + body + png_chunk(b"IEND", b"")


def webp_that_claims(width: int, height: int) -> bytes:
    """A WebP whose canvas is so large, around a small picture."""
    inner = photo("WEBP")[12:]
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + bytes(4) + size + inner
    return b"RIFF" + struct.pack("<I", len(body)) + body


def jpeg_that_claims(width: int, height: int) -> bytes:
    data = bytearray(photo("JPEG"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)


def jpeg_of_many_scans(scans: int = 400, size: tuple[int, int] = (5000, 5000)) -> bytes:
    """A progressive JPEG that repeats one of its scans: little to send, much to decode."""
    data = photo("JPEG", size, progressive=True, quality=30)
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * scans + data[-2:]


def moving(kind: str) -> bytes:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue", "green")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:])


def archive() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("index.html", CANARY)
    return written.getvalue()


SCRIPT = b"<script>alert('" + CANARY + b"')</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">' + SCRIPT + b"</svg>"
PHP = b"<?php echo '" + CANARY + b"'; ?>"
PDF = b"%PDF-1.7\n1 0 obj<</Names[" + CANARY + b"]>>endobj\n%%EOF"


def with_comment(jpeg: bytes, comment: bytes) -> bytes:
    return jpeg[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + jpeg[2:]


def png_with_text(text: bytes) -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", text.decode())
    return photo("PNG", pnginfo=told)


def polyglot(rng: Random) -> Upload:
    """A picture that is something else as well."""
    kind = rng.choice([*SUFFIXES])
    also = rng.choice(
        [archive(), SCRIPT, PHP, PDF, b"<!doctype html><html>" + SCRIPT, b"Rar!\x1a\x07\x00" + CANARY]
    )
    data = saved(noise(rng), kind) + also
    if rng.random() < 0.4:
        kind, data = rng.choice(
            [
                ("JPEG", with_comment(photo("JPEG"), also)),
                ("PNG", png_with_text(SCRIPT)),
                ("JPEG", with_comment(photo("JPEG"), b"*/alert('" + CANARY + b"')/*")),
            ]
        )
    return Upload("bild" + SUFFIXES[kind], data)


def bomb(rng: Random) -> Upload:
    """Little to send, much to hold."""
    width, height = rng.randrange(8_000, 60_000), rng.randrange(8_000, 16_000)
    unpacked = png_chunk(b"iTXt", b"x\0\1\0\0\0" + zlib.compress(bytes(20_000_000)))
    return rng.choice(
        [
            lambda: Upload("bombe.png", png_that_claims(width, height)),
            lambda: Upload("bombe.png", png_that_claims(2**31 - 1, 2**31 - 1)),
            lambda: Upload("bombe.png", png_that_claims(60, 60, unpacked)),
            lambda: Upload("bombe.webp", webp_that_claims(16_000, rng.randrange(2_000, 16_000))),
            lambda: Upload("bombe.jpg", jpeg_that_claims(65_500, rng.randrange(5_000, 65_500))),
            lambda: Upload("bombe.jpg", jpeg_that_claims(rng.randrange(2_000, 6_000), 6_000)),
        ]
    )()


def drawing(rng: Random) -> Upload:
    before = rng.choice([b"", b'<?xml version="1.0"?>\n', b"\n  <!-- -->", b"\xef\xbb\xbf"])
    return Upload("zeichnung" + rng.choice([".svg", ".png", ".jpg", ".svg.png", ""]), before + SVG)


def truncated(rng: Random) -> Upload:
    kind = rng.choice([*SUFFIXES])
    data = saved(noise(rng), kind)
    return Upload("halb" + SUFFIXES[kind], data[: rng.randrange(1, len(data) * 3 // 4)])


def misnamed(rng: Random) -> Upload:
    kind = rng.choice([*SUFFIXES])
    wrong = [
        suffix for suffix in (*SUFFIXES.values(), ".html", ".php", ".svg", ".exe") if suffix != SUFFIXES[kind]
    ]
    return Upload("bild" + rng.choice(wrong), saved(noise(rng), kind))


def with_gps(rng: Random) -> Upload:
    kind = rng.choice([*SUFFIXES])
    how = {} if kind == "PNG" else {"xmp": b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>"}
    told = saved(noise(rng), kind, exif=whereabouts(), icc_profile=profile(), **how)
    return Upload("IMG_" + str(rng.randrange(9999)) + SUFFIXES[kind].upper(), told)


def animation(rng: Random) -> Upload:
    kind = rng.choice(["GIF", "PNG", "WEBP", "AVIF"])
    return Upload("bewegt." + kind.lower(), moving(kind))


def something_else(rng: Random) -> Upload:
    heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + rng.randbytes(60)
    program = b"MZ" + rng.randbytes(200) + CANARY
    data = rng.choice(
        [b"", b"x", heic, program, PDF, archive(), photo("GIF"), photo("BMP"), photo("TIFF"), SCRIPT]
    )
    return Upload("datei" + rng.choice([".jpg", ".png", ".heic", ".gif", ""]), data)


def bent(rng: Random) -> Upload:
    """A sound picture with some bytes changed."""
    kind = rng.choice([*SUFFIXES])
    data = bytearray(saved(noise(rng), kind))
    for _ in range(rng.randrange(1, 30)):
        data[rng.randrange(12, len(data))] = rng.randrange(256)
    return Upload("verbogen" + SUFFIXES[kind], bytes(data))


def oddly_named(rng: Random) -> Upload:
    names = [
        "../../etc/passwd.jpg",
        "a\0b.jpg",
        "..",
        "x" * 300 + ".jpg",
        "C:\\temp\\bild.jpg",
        "\u202egpj.jpg",
        "'\";.jpg",
    ]
    return Upload(rng.choice(names), with_comment(photo("JPEG"), CANARY))


MAKERS: list[Callable[[Random], Upload]] = [
    polyglot, bomb, drawing, truncated, misnamed, with_gps, animation, something_else, bent, oddly_named,
]  # fmt: skip


@cache
def heaviest() -> list[Upload]:
    """Pictures at the very limit: of pixels, of what a decoder wants to hold, of time. They take seconds."""
    size, rng = (8_000, 5_000), Random(1)
    rough = noise(rng, (400, 250)).resize(size)
    wanted = [
        ("JPEG", rough, {"quality": 80, "progressive": True, "subsampling": 0}),
        ("JPEG", rough.convert("CMYK"), {"quality": 60, "progressive": True}),
        ("PNG", Image.new("RGBA", size, (9, 9, 9, 9)), {"compress_level": 1}),
        ("PNG", Image.new("I;16", size, 30_000), {"compress_level": 1}),
        ("WEBP", rough, {"method": 0}),
        ("AVIF", rough, {"speed": 10}),
    ]
    made = [Upload("gross" + SUFFIXES[kind], saved(image, kind, **how)) for kind, image, how in wanted]
    heavy = saved(noise(rng, (1900, 1700)), "PNG")  # noise cannot be packed: nearly 10 MB
    return [
        *made,
        Upload("schwer.png", heavy),
        Upload("schwer.png", heavy + bytes(5_000_000)),
        Upload("viele.jpg", jpeg_of_many_scans()),
    ]


def heavy(rng: Random) -> Upload:
    return rng.choice(heaviest())


def hostile_uploads(
    number: int, seed: int, makers: Sequence[Callable[[Random], Upload]] = MAKERS
) -> Iterator[tuple[str, Upload]]:
    """So many uploads, every kind as often as the others; the same seed gives the same ones."""
    rng = Random(seed)
    for place in range(number):
        maker = makers[place % len(makers)]
        yield maker.__name__, maker(rng)
