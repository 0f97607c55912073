"""Where cards and lines of a family stand: generations in columns, each line of descent in a row of its own.

A project stands in the middle of those that took over from it. Each step that leads to it has a lane, so that
what is written on it meets nothing else. Where a step leaves out columns, its row is free there: that of the
card it leads to, or one of its own.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import NamedTuple

Key = Hashable


class Line(NamedTuple):
    """From one card to another."""

    start: Key
    end: Key


class Place(NamedTuple):
    """Where a card stands: its column, and the rows of its middle and of the lanes that lead to it."""

    column: int
    row: float
    lanes: tuple[float, ...]


class Layout(NamedTuple):
    """Places of the cards; per line the row in which it arrives, and the row in which it passes the columns
    it leaves out (None where there are none)."""

    places: Mapping[Key, Place]
    arrivals: Sequence[float]
    passages: Sequence[float | None]
    rows: float


def lay_out(columns: Mapping[Key, int], lines: Sequence[Line]) -> Layout:
    """A place for each card of `columns`, a lane for each line. Rows are 1 apart, the first is 0.5."""
    return _Rows(columns, lines).layout()


class _Rows:
    """Gives out rows from the top, one line of descent after another."""

    def __init__(self, columns: Mapping[Key, int], lines: Sequence[Line]) -> None:
        self.columns, self.lines = columns, lines
        self.into: dict[Key, list[int]] = defaultdict(list)
        self.heirs: dict[Key, list[Key]] = defaultdict(list)
        for number, line in enumerate(lines):
            self.into[line.end].append(number)
        for key in columns:
            if (parent := self._parent(key)) is not None:
                self.heirs[parent].append(key)
        self.places: dict[Key, Place] = {}
        self.free = 0.0  # the first row that nobody has

    def layout(self) -> Layout:
        for key in sorted(self.columns, key=lambda key: self.columns[key]):
            if key not in self.places and self._parent(key) is None:
                self._place(key)
        passages = [self._passage(number, line) for number, line in enumerate(self.lines)]
        return Layout(self.places, [self._arrival(n) for n in range(len(self.lines))], passages, self.free)

    def _parent(self, key: Key) -> Key | None:
        """Under whom it stands: the giver in the nearest column, of several the first."""
        givers = [self.lines[number].start for number in self.into[key]]
        return max(givers, key=lambda giver: self.columns[giver], default=None)

    def _place(self, key: Key) -> None:
        top, lanes = self.free, max(1, len(self.into[key]))
        for heir in self.heirs[key]:
            self._place(heir)
        self.free = max(self.free, top + lanes)
        middle = (top + self.free) / 2
        first = middle - (lanes - 1) / 2
        self.places[key] = Place(self.columns[key], middle, tuple(first + lane for lane in range(lanes)))

    def _passage(self, number: int, line: Line) -> float | None:
        if self.columns[line.end] - self.columns[line.start] < 2:
            return None
        if line.start == self._parent(line.end):
            return self._arrival(number)
        self.free += 0.5
        return self.free - 0.25

    def _arrival(self, number: int) -> float:
        end = self.lines[number].end
        return self.places[end].lanes[self.into[end].index(number)]
