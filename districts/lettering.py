"""How a name and a number stand in a hexagonal tile, so that full names can be read."""

import re
from typing import NamedTuple

from districts.hexgrid import WIDTH, Point

# Widths of letters in a semi-bold face, as parts of the font size.
NARROW, WIDE = frozenset("fijlrtI.-'’ "), frozenset("mwMW")
WIDTHS = {"narrow": 0.36, "wide": 0.9, "other": 0.6}
ROOM = WIDTH - 14
FULL = 0.9 * ROOM  # some faces are a seventh broader: from here on the width is set, whatever the face
SIZES = [(8, "large", 15.0), (10, "middle", 13.5), (13, "small", 11.5)]
SMALLEST = ("least", 10.0)
SHORT = 10  # letters that need no second line
NUMBER_HEIGHT = 15.0
MARGIN = 5.0  # between letters and arcs


class Line(NamedTuple):
    """One line of a name: its baseline, and the width to squeeze it into if it is too long."""

    text: str
    y: float
    squeezed: int | None


class Box(NamedTuple):
    """A rectangle that arcs keep out of."""

    left: float
    top: float
    right: float
    bottom: float


class Lettering(NamedTuple):
    """The text of one tile. `size` names one of the font sizes of map.css."""

    size: str
    lines: list[Line]
    number_y: float
    boxes: list[Box]


def letter(name: str, number: int, middle: Point) -> Lettering:
    """Place a name (on two lines where it has a space or a hyphen to break at) under its number."""
    words = lines_of(name)
    size, height = _size_of(max(len(word) for word in words))
    step = height * 1.15
    top = middle.y - (NUMBER_HEIGHT + 6 if number else 0) / 2 - step * len(words) / 2
    number_y = top + NUMBER_HEIGHT
    first = (number_y + 6 if number else top) + height * 0.85
    lines = [Line(word, round(first + step * n, 1), _squeeze(word, height)) for n, word in enumerate(words)]
    boxes = [_box(middle.x, line.squeezed or width_of(line.text, height), line.y, height) for line in lines]
    if number:
        boxes.append(_box(middle.x, len(str(number)) * 11.0, number_y, NUMBER_HEIGHT))
    return Lettering(size, lines, round(number_y, 1), boxes)


def lines_of(name: str) -> list[str]:
    """The name on one line if it is short, else on two, broken after a space or a hyphen."""
    parts = re.split(r"(?<=[\s-])(?=[^\s-])", name)
    if len(name) <= SHORT or len(parts) < 2:
        return [name]
    breaks = [("".join(parts[:n]).strip(), "".join(parts[n:])) for n in range(1, len(parts))]
    return list(min(breaks, key=lambda pair: max(map(len, pair))))


def _size_of(length: int) -> tuple[str, float]:
    return next(((size, height) for most, size, height in SIZES if length <= most), SMALLEST)


def width_of(word: str, height: float) -> float:
    """How broad a word is in a semi-bold face of this height, nearly."""
    kinds = ("narrow" if c in NARROW else "wide" if c in WIDE else "other" for c in word)
    return height * sum(WIDTHS[kind] for kind in kinds)


def _squeeze(word: str, height: float) -> int | None:
    return round(ROOM) if width_of(word, height) > FULL else None


def _box(x: float, width: float, baseline: float, height: float) -> Box:
    return Box(
        x - width / 2 - MARGIN,
        baseline - height * 0.8 - MARGIN,
        x + width / 2 + MARGIN,
        baseline + height * 0.25 + MARGIN,
    )
