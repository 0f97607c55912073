"""Ways for arcs between hexagonal tiles: along the gaps, so that no name is ever crossed.

An arc leaves its tile near the rim, follows the edges of the grid (or crosses empty cells), and ends
just inside the rim of the other tile. Detours that no name asks for are then pulled straight.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from math import dist

from districts.hexgrid import RADIUS, WIDTH, Cell, Point, between, region
from districts.lettering import Box

INSET = 0.8  # how far from the middle arcs begin and end, as a share of the way to the rim
INSET_OF_NEIGHBOURS = 0.6  # farther inside, or there would be no arc to see
TOLL = 0.5  # what each earlier arc adds to the cost of a point: arcs spread where they can

Graph = Mapping[Point, Mapping[Point, float]]
Way = list[Point]


def ways(cells: Iterable[Cell], boxes: Sequence[Box], pairs: Iterable[tuple[Cell, Cell]]) -> list[Way]:
    """A way for each pair of different cells: its points from rim to rim."""
    taken = set(cells)
    graph = _graph(taken)
    used: Counter[Point] = Counter()
    found = []
    for start, end in pairs:
        inset = INSET_OF_NEIGHBOURS if end in start.neighbours() else INSET
        way = _cheapest(graph, _docks(start, inset, boxes), _docks(end, inset, boxes), used)
        used.update(way[1:-1])
        found.append(_pulled_straight(way, boxes))
    return found


def is_clear(one: Point, other: Point, boxes: Iterable[Box]) -> bool:
    """Whether the straight line between two points touches none of the boxes."""
    return not any(_crosses(one, other, box) for box in boxes)


def _graph(taken: set[Cell]) -> Graph:
    """The edges of the grid around `taken`, and the free cells, which may be crossed."""
    links: dict[Point, dict[Point, float]] = defaultdict(dict)

    def link(one: Point, other: Point) -> None:
        links[one][other] = links[other][one] = dist(one, other)

    for cell in region(taken, 1):
        rim = [_snapped(point) for point in cell.rim()]
        for one, other in zip(rim, rim[1:] + rim[:1], strict=True):
            link(one, other)
        if cell not in taken:
            for point in rim:
                link(_snapped(cell.middle), point)
    return links


def _snapped(point: Point) -> Point:
    """Two cells compute a point that they share each in its own way: make them the same."""
    x, y = WIDTH / 4, RADIUS / 4  # corners, middles of edges and of cells lie on this raster
    return Point(round(point.x / x) * x, round(point.y / y) * y)


def _docks(cell: Cell, inset: float, boxes: Sequence[Box]) -> dict[Point, Point]:
    """Where an arc may begin or end inside a tile, by the point of the rim it passes: off its letters."""
    inside = {_snapped(point): between(cell.middle, point, inset) for point in cell.rim()}
    return {rim: dock for rim, dock in inside.items() if is_clear(dock, dock, boxes)} or inside


def _cheapest(
    graph: Graph, starts: Mapping[Point, Point], ends: Mapping[Point, Point], used: Counter[Point]
) -> Way:
    """The cheapest way from one tile's docks to another's (Dijkstra's algorithm); there always is one."""
    goal = Point(float("inf"), float("inf"))
    queue = [(dist(dock, rim) * (1 + TOLL * used[rim]), rim, dock) for rim, dock in starts.items()]
    queue.sort()
    came_from: dict[Point, Point] = {}
    while goal not in came_from:
        cost, point, before = heappop(queue)
        if point in came_from:
            continue
        came_from[point] = before
        if point in ends:
            heappush(queue, (cost + dist(point, ends[point]), goal, point))
        for beyond, length in graph.get(point, {}).items():
            if beyond not in came_from:
                heappush(queue, (cost + length * (1 + TOLL * used[beyond]), beyond, point))
    way = [came_from[goal]]
    way.insert(0, ends[way[0]])
    while way[-1] in came_from:
        way.append(came_from[way[-1]])
    return way[::-1]


def _pulled_straight(way: Way, boxes: Sequence[Box]) -> Way:
    """The way without the points that can be left out with no name in between."""
    pulled = [way[0]]
    while pulled[-1] != way[-1]:
        here = way.index(pulled[-1])
        ahead = range(len(way) - 1, here, -1)
        pulled.append(way[next(n for n in ahead if n == here + 1 or is_clear(way[here], way[n], boxes))])
    return pulled


def _crosses(one: Point, other: Point, box: Box) -> bool:
    """Whether a straight line touches a rectangle (Liang and Barsky's clipping)."""
    enter, leave = 0.0, 1.0
    for start, way, low, high in (
        (one.x, other.x - one.x, box.left, box.right),
        (one.y, other.y - one.y, box.top, box.bottom),
    ):
        if way == 0:
            if not low <= start <= high:
                return False
            continue
        near, far = sorted(((low - start) / way, (high - start) / way))
        enter, leave = max(enter, near), min(leave, far)
    return enter <= leave
