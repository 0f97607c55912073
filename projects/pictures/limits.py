"""What a picture may be, and what becomes of it. Known to the site and to the program that re-encodes."""

from enum import StrEnum

MOST_BYTES = 10_000_000
MOST_PIXELS = 40_000_000
MOST_PICTURES = 6  # of one entry

LONGEST_SIDE = 1600  # of what is kept, in pixels
NARROWER = (480, 960)  # further widths, for phones and cards
KINDS = {"avif": "image/avif", "webp": "image/webp"}  # the suffix of a file, its content type


def widths_of(width: int) -> list[int]:
    """The widths in which a picture is kept, up to its own; nothing is ever blown up."""
    return [*(narrower for narrower in NARROWER if narrower < width), width]


class Refusal(StrEnum):
    """Why an upload is not taken."""

    EMPTY = "empty"
    TOO_HEAVY = "too heavy"
    TOO_MANY_PIXELS = "too many pixels"
    NO_PICTURE = "no picture"
    HEIC = "heic"
    SVG = "svg"
    MISNAMED = "misnamed"
    MORE_THAN_A_PICTURE = "more than a picture"
    MOVING = "moving"
    UNREADABLE = "unreadable"  # damaged, cut off, or more than its format lets us hold at once
    BUSY = "busy"
