"""The grid under the hex map: cells, their middles, corners and neighbours.

Pointy-top hexagons; odd rows lie half a cell to the right: x = column + (row mod 2) / 2, y = row × 0.866.
Lengths are units of the drawing; y grows downwards.
"""

from collections.abc import Collection
from math import cos, dist, radians, sin, sqrt
from typing import NamedTuple

WIDTH = 96.0  # from one middle to the next in a row
ROW_HEIGHT = WIDTH * sqrt(3) / 2
RADIUS = WIDTH / sqrt(3)


class Point(NamedTuple):
    x: float
    y: float


class Cell(NamedTuple):
    column: int
    row: int

    @property
    def middle(self) -> Point:
        return Point((self.column + self.row % 2 / 2) * WIDTH, self.row * ROW_HEIGHT)

    def corners(self, radius: float = RADIUS) -> list[Point]:
        """The six corners, clockwise from the top."""
        x, y = self.middle
        angles = [radians(60 * n - 90) for n in range(6)]
        return [Point(x + radius * cos(angle), y + radius * sin(angle)) for angle in angles]

    def rim(self) -> list[Point]:
        """Corners and middles of edges in turn: twelve points, clockwise from the top."""
        corners = self.corners()
        return [
            point
            for one, other in zip(corners, corners[1:] + corners[:1], strict=True)
            for point in (one, between(one, other, 0.5))
        ]

    def neighbours(self) -> set["Cell"]:
        """The six cells around this one."""
        beside = {Cell(self.column - 1, self.row), Cell(self.column + 1, self.row)}
        left = self.column - 1 + self.row % 2
        return beside | {Cell(left + side, self.row + step) for step in (-1, 1) for side in (0, 1)}


def between(one: Point, other: Point, share: float) -> Point:
    """The point that lies the given share of the way from one to the other."""
    return Point(one.x + (other.x - one.x) * share, one.y + (other.y - one.y) * share)


def region(cells: Collection[Cell], margin: int) -> list[Cell]:
    """All cells of the rectangle around `cells`, with so many more on every side."""
    columns = [cell.column for cell in cells]
    rows = [cell.row for cell in cells]
    return [
        Cell(column, row)
        for row in range(min(rows) - margin, max(rows) + margin + 1)
        for column in range(min(columns) - margin, max(columns) + margin + 1)
    ]


def cell_at_the_rim(taken: Collection[Cell], partners: Collection[Cell]) -> Cell:
    """A free cell that touches none of `taken`, as near as can be to its `partners`.

    Cells outside the rectangle around the map count as farther away, so that it stays small.
    """
    around = set(taken).union(*(cell.neighbours() for cell in taken))
    inside = set(region(taken, 0))

    def distance(cell: Cell) -> tuple[float, Cell]:
        apart = sum(dist(cell.middle, partner.middle) for partner in partners or taken)
        return apart / len(partners or taken) + (0 if cell in inside else 2 * WIDTH), cell

    return min((cell for cell in region(taken, 2) if cell not in around), key=distance)
