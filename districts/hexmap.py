"""The hex map as a drawing: tiles with names and numbers, arcs between them, a legend. No database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from districts.channels import ways
from districts.curves import curve, loop
from districts.hexgrid import RADIUS, WIDTH, Cell, cell_at_the_rim
from districts.lettering import Box, Lettering, letter

GAP = 2.5
LEVELS = 3
MOST_ARCS = 24  # more could not be told apart
THINNEST, THICKEST = 2.0, 6.5
EDGE = 6.0  # free space around the drawing


@dataclass(frozen=True)
class Tile:
    """A place: its cell (None: wherever there is room at the rim), its number, where it leads."""

    key: str
    name: str
    label: str  # what is read aloud: the name and what the number means
    url: str
    number: int = 0
    cell: Cell | None = None


class Arc(NamedTuple):
    """So many transfers from one place to another, or within one; dashed if nobody else says so."""

    start: str
    end: str
    number: int
    is_sure: bool = True


class DrawnTile(NamedTuple):
    tile: Tile
    points: str
    level: int
    x: float
    lettering: Lettering


class DrawnArc(NamedTuple):
    arc: Arc
    path: str
    width: float

    @property
    def casing(self) -> float:
        """The width of the light line under the arc, which sets it off from full tiles."""
        return self.width + 3


class Step(NamedTuple):
    """One colour of the legend and the numbers it stands for."""

    level: int
    low: int
    high: int


class Drawing(NamedTuple):
    """All that the template needs; `left_out` arcs were too many to be drawn, some are dashed."""

    view_box: str
    tiles: list[DrawnTile]
    arcs: list[DrawnArc]
    steps: list[Step]
    left_out: int

    @property
    def has_dashes(self) -> bool:
        return not all(drawn.arc.is_sure for drawn in self.arcs)


def draw(tiles: Iterable[Tile], arcs: Iterable[Arc] = ()) -> Drawing:
    """The drawing of these tiles and arcs. An arc whose end has no tile is a KeyError."""
    tiles, arcs = list(tiles), sorted(arcs, key=lambda arc: (-arc.number, arc.start, arc.end))
    cells = _cells(tiles, arcs)
    most = max((tile.number for tile in tiles if tile.cell), default=0)
    drawn = [_drawn_tile(tile, cells[tile.key], most) for tile in tiles]
    boxes = [box for tile in drawn for box in tile.lettering.boxes]
    return Drawing(
        view_box=_view_box(cells.values()),
        tiles=drawn,
        arcs=_drawn_arcs(arcs[:MOST_ARCS], cells, boxes),
        steps=_steps({tile.number for tile in tiles if tile.cell}, most),
        left_out=max(0, len(arcs) - MOST_ARCS),
    )


def level(number: int, most: int) -> int:
    """0 for none, else 1 to 3: which third of the greatest number it lies in. Rim tiles may exceed it."""
    return min(LEVELS, ceil(LEVELS * number / most)) if number and most else min(number, LEVELS)


def _steps(numbers: set[int], most: int) -> list[Step]:
    """The colours that occur on the map, each with the lowest and highest number it stands for."""
    used = {level(number, most) for number in numbers}
    spans = {step: [n for n in range(most + 1) if level(n, most) == step] for step in sorted(used)}
    return [Step(step, span[0], span[-1]) for step, span in spans.items()]


def _cells(tiles: Sequence[Tile], arcs: Sequence[Arc]) -> dict[str, Cell]:
    """The cell of each tile; those without one come to the rim, near the tiles they share arcs with."""
    cells = {tile.key: tile.cell for tile in tiles if tile.cell is not None}
    for tile in tiles:
        if tile.cell is None:
            partners = [
                cells[end]
                for arc in arcs
                for end, other in ((arc.start, arc.end), (arc.end, arc.start))
                if other == tile.key and end in cells
            ]
            cells[tile.key] = cell_at_the_rim(list(cells.values()), partners)
    return cells


def _drawn_tile(tile: Tile, cell: Cell, most: int) -> DrawnTile:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in cell.corners(RADIUS - GAP))
    lettering = letter(tile.name, tile.number, cell.middle)
    return DrawnTile(tile, points, level(tile.number, most), round(cell.middle.x, 1), lettering)


def _view_box(cells: Iterable[Cell]) -> str:
    middles = [cell.middle for cell in cells]
    left = min(x for x, _ in middles) - WIDTH / 2 - EDGE
    top = min(y for _, y in middles) - RADIUS - EDGE
    width = max(x for x, _ in middles) + WIDTH / 2 + EDGE - left
    height = max(y for _, y in middles) + RADIUS + EDGE - top
    return f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}"


def _drawn_arcs(arcs: Sequence[Arc], cells: dict[str, Cell], boxes: Sequence[Box]) -> list[DrawnArc]:
    most = max((arc.number for arc in arcs), default=1)
    pairs = [(cells[arc.start], cells[arc.end]) for arc in arcs if arc.start != arc.end]
    found = iter(ways(cells.values(), boxes, pairs))
    return [
        DrawnArc(
            arc,
            loop(cells[arc.start], boxes) if arc.start == arc.end else curve(next(found), boxes),
            round(THINNEST + (THICKEST - THINNEST) * (arc.number - 1) / max(most - 1, 3), 1),
        )
        for arc in arcs
    ]
