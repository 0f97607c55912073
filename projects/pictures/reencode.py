"""A program of its own that turns an upload into our pictures: what it decodes may be hostile.

`python -m projects.pictures.reencode FOLDER` reads the upload from its input, writes FOLDER/<width>.<kind>
and says in JSON how large the largest is, or why the upload is refused. The kernel holds it to its limits.
Nothing of the upload but its pixels is kept: no place, no camera, no time, no thumbnail, no profile.
"""

import json
import resource
import sys
import warnings
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import AvifImagePlugin, ExifTags, Image, ImageCms, ImageFile, MpoImagePlugin

from projects.pictures.limits import KINDS, LONGEST_SIDE, MOST_BYTES, MOST_PIXELS, Refusal, widths_of

READ = ("JPEG", "PNG", "WEBP", "AVIF")
# What the process may hold besides its program files (about 20 MB): together less than 300 MB.
MOST_MEMORY = 270 * 1024 * 1024
MOST_SECONDS = 30  # of the processor
STRIP_PIXELS = 1_000_000
HOW: dict[str, Any] = {
    "avif": {"quality": 60, "speed": 6, "max_threads": 1},
    "webp": {"quality": 78, "method": 4},
}
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class RefusedError(Exception):
    """The upload is not taken; `why` is the reason."""

    def __init__(self, why: Refusal) -> None:
        self.why = why
        super().__init__(why)


def main(folder: str) -> None:
    hold_to_limits()
    try:
        width, height = reencode(sys.stdin.buffer.read(MOST_BYTES + 1), Path(folder))
    except RefusedError as refused:
        answer: dict[str, object] = {"refused": refused.why}
    else:
        answer = {"width": width, "height": height}
    sys.stdout.write(json.dumps(answer))


def hold_to_limits() -> None:
    """Let the kernel end what takes too much, and let Pillow allocate and warn as we wish."""
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # each thread would take memory of its own


def reencode(upload: bytes, folder: Path) -> tuple[int, int]:
    """Write the picture in every width and kind; returns width and height of the largest, in pixels."""
    picture = decoded(upload)
    for width in widths_of(picture.width):
        height = max(1, round(picture.height * width / picture.width))
        narrowed = picture.resize((width, height), Image.Resampling.LANCZOS)
        for kind in KINDS:
            narrowed.save(folder / f"{width}.{kind}", **HOW[kind])
    return picture.size


def decoded(upload: bytes) -> Image.Image:
    """The pixels of an upload: upright, sRGB, without transparency, no longer than what is kept.

    Raises RefusedError.
    """
    try:
        image = opened(upload)
        small = to_srgb(shrunk(image), image.info.get("icc_profile"))
        turn = turn_of(image)
        small = small if turn is None else small.transpose(turn)
    except RefusedError:
        raise
    except Image.DecompressionBombError as error:
        raise RefusedError(Refusal.TOO_MANY_PIXELS) from error
    except Exception as error:  # decoders fail in their own ways on what is damaged or takes too much
        raise RefusedError(Refusal.UNREADABLE) from error
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    clean = Image.new("RGB", small.size)  # what `small` knows besides its pixels stays behind
    clean.paste(small)
    return clean


def opened(upload: bytes) -> Image.Image:
    """The image with its header read and nothing decoded yet."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # what draws PDF lets it be read in the whole process
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow warns from here on, and refuses from twice as many on
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        image = Image.open(BytesIO(upload), formats=READ)
    # A phone's JPEG may carry a second picture (depth, brightness): that does not make it move.
    if getattr(image, "is_animated", False) and not isinstance(image, MpoImagePlugin.MpoImageFile):
        raise RefusedError(Refusal.MOVING)
    image.draft(None, _at_least(image))  # a JPEG is decoded at a half, a quarter or an eighth at once
    return image


def _at_least(image: Image.Image) -> tuple[int, int]:
    share = min(1, LONGEST_SIDE / max(image.size))
    return max(1, round(image.width * share)), max(1, round(image.height * share))


def shrunk(image: Image.Image) -> Image.Image:
    """The image reduced by a whole number to less than twice what is kept, on white where it has holes.

    Strip by strip, so that there is never a second copy of all pixels.
    """
    factor = max(1, max(image.size) // LONGEST_SIDE)
    rows = max(1, STRIP_PIXELS // (image.width * factor)) * factor
    image.load()
    small = Image.new(mode_of(image), (-(-image.width // factor), -(-image.height // factor)))
    for top in range(0, image.height, rows):
        strip = image.crop((0, top, image.width, min(top + rows, image.height)))
        small.paste(on_white(strip, small.mode).reduce(factor), (0, top // factor))
    return small


def mode_of(image: Image.Image) -> str:
    """The mode that holds the same colours without holes: a profile still fits it."""
    if image.mode in ("1", "L", "I", "I;16"):
        return "L"
    return "CMYK" if image.mode == "CMYK" else "RGB"


def on_white(strip: Image.Image, mode: str) -> Image.Image:
    if strip.mode.startswith("I"):  # 16 bits a pixel
        return strip.convert("I").point(lambda value: value / 256).convert("L")
    if not strip.has_transparency_data:
        return strip.convert(mode)
    strip = strip.convert("RGBA")
    white = Image.new("RGBA", strip.size, "white")
    white.alpha_composite(strip)
    return white.convert(mode)


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours as every screen shows them; a profile that does not fit is passed over."""
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, own, srgb, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            converted = None
        if converted:
            return converted
    return image.convert("RGB")


def turn_of(image: Image.Image) -> Image.Transpose | None:
    """How the camera was held, if it says so in a way that can be read."""
    try:
        return TURNS.get(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:
        return None


if __name__ == "__main__":
    main(*sys.argv[1:])
