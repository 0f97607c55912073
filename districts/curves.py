"""Arcs of the hex map as smooth lines: SVG path data that touches no name."""

from collections.abc import Sequence
from itertools import pairwise
from math import dist

from districts.channels import Way, is_clear
from districts.hexgrid import Cell, Point, between
from districts.lettering import Box

HEAD = 7.0  # how far the tip of an arrow reaches beyond the end of its line
LOOPS = (0, 3, 1, 5, 2, 4)  # corners where an arc within one tile may lie, the best first: top, bottom, …


def loop(cell: Cell, boxes: Sequence[Box]) -> str:
    """An arc that leaves its tile beside a corner and comes back on the other side: the widest clear one."""
    rim = cell.rim()
    candidates = [_loop_points(cell.middle, rim, 2 * n, reach) for reach in (1.6, 1.4, 1.2) for n in LOOPS]
    clear = (points for points in candidates if _is_clear_curve(points, boxes))
    start, out, back, end = next(clear, candidates[-1])
    return f"M{_at(start)}C{_at(out)} {_at(back)} {_at(end)}"


def _loop_points(middle: Point, rim: list[Point], corner: int, reach: float) -> list[Point]:
    """The four points of a cubic curve around one corner of a rim."""
    beside = [rim[corner - 1], rim[(corner + 1) % len(rim)]]
    near = [between(middle, point, 0.85) for point in beside]
    far = [between(middle, point, reach) for point in beside]
    return [near[0], far[0], far[1], near[1]]


def curve(way: Way, boxes: Sequence[Box]) -> str:
    """A way as a smooth line: a bow where it is straight, round bends where it turns."""
    if len(way) == 2:
        control = _bow(way[0], way[1], boxes)
        return f"M{_at(way[0])}Q{_at(control)} {_at(_before_head(control, way[1]))}"
    bends = [
        f"L{_at(_towards(here, before))}Q{_at(here)} {_at(_towards(here, after))}"
        for before, here, after in zip(way, way[1:], way[2:], strict=False)
    ]
    return f"M{_at(way[0])}{''.join(bends)}L{_at(_before_head(way[-2], way[-1]))}"


def _before_head(before: Point, end: Point) -> Point:
    """Where the line stops, so that the tip of its arrow is at `end`."""
    return between(end, before, min(0.4, HEAD / dist(end, before)))


def _bow(one: Point, other: Point, boxes: Sequence[Box]) -> Point:
    """The control point of a curve between two points that touches no name."""
    middle = between(one, other, 0.5)
    for share in (0.22, -0.22, 0.1, -0.1):
        control = Point(middle.x + (other.y - one.y) * share, middle.y - (other.x - one.x) * share)
        if _is_clear_curve([one, control, other], boxes):
            return control
    return middle


def _is_clear_curve(points: Sequence[Point], boxes: Sequence[Box]) -> bool:
    """Whether a Bézier curve, taken as twelve straight pieces, touches none of the boxes."""
    on_curve = [_on_curve(points, n / 12) for n in range(13)]
    return all(is_clear(start, end, boxes) for start, end in pairwise(on_curve))


def _on_curve(points: Sequence[Point], share: float) -> Point:
    """A point of a Bézier curve (de Casteljau's algorithm)."""
    while len(points) > 1:
        points = [between(one, other, share) for one, other in pairwise(points)]
    return points[0]


def _towards(here: Point, there: Point) -> Point:
    """Where a round bend at `here` begins: at most 16 units away, at most half the way."""
    return between(here, there, min(0.5, 16 / dist(here, there)))


def _at(point: Point) -> str:
    return f"{point.x:.1f} {point.y:.1f}"
