"""Numbers as a table of bars: a chart that is read aloud as what it is."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

FULL = 100  # the length of the longest bar


class Segment(NamedTuple):
    """A part of a bar: what it stands for, and where it lies."""

    kind: str  # names its colour in transfers.css
    label: str
    number: int
    start: float
    width: float


class Bar(NamedTuple):
    """One line: what is counted, how many, of which kinds, and where it leads."""

    label: str
    number: int
    segments: list[Segment]
    columns: list[int]  # the number of each kind, 0 for none
    url: str = ""


class Line(NamedTuple):
    """What a bar is made of: numbers by their kind."""

    label: str
    numbers: Mapping[str, int]
    url: str = ""


def bars(lines: Iterable[Line], kinds: Mapping[str, str]) -> list[Bar]:
    """The lines with their bars; `kinds` says what each kind is called, in the order of the segments."""
    lines = list(lines)
    longest = max((sum(line.numbers.values()) for line in lines), default=0) or 1
    return [
        Bar(
            line.label,
            sum(line.numbers.values()),
            _segments(line.numbers, kinds, longest),
            [line.numbers.get(kind, 0) for kind in kinds],
            line.url,
        )
        for line in lines
    ]


def _segments(numbers: Mapping[str, int], kinds: Mapping[str, str], longest: int) -> list[Segment]:
    made: list[Segment] = []
    end = 0.0
    for kind, label in kinds.items():
        if number := numbers.get(kind, 0):
            width = FULL * number / longest
            made.append(Segment(kind, label, number, round(end, 2), round(width, 2)))
            end += width
    return made
