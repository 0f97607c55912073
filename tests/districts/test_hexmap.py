"""The hex map as a drawing: names can be read, arcs keep off them, colours have a legend."""

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from districts.channels import is_clear, ways
from districts.hexgrid import RADIUS, Cell, Point, between
from districts.hexmap import MOST_ARCS, Arc, Tile, draw, level
from districts.lettering import MARGIN, ROOM, Box, letter, lines_of
from districts.templatetags.hexmap import hexmap

NAMES = ["Ost", "Mühlhausen", "Bad Cannstatt", "Untertürkheim", "Charlottenburg-Wilmersdorf", "Münster"]
PLACES = [
    (0, 5),
    (1, 1),
    (1, 3),
    (1, 4),
    (1, 5),
    (1, 6),
    (2, 0),
    (2, 1),
    (2, 2),
    (2, 3),
    (2, 4),
    (2, 5),
    (3, 4),
]


def tile(number, *, cell, name=None):
    return Tile(f"t{number}", name or NAMES[number % len(NAMES)], "label", "/t/", number, cell)


TILES = [tile(n, cell=Cell(*place)) for n, place in enumerate(PLACES)]
TILES += [Tile("andere-orte", "andere Orte", "l", "/", 4), Tile("stadtweit", "stadtweit", "l", "/", 2)]
KEYS = st.sampled_from([tile.key for tile in TILES])
ARCS = st.lists(st.builds(Arc, KEYS, KEYS, st.integers(1, 9)), unique_by=lambda arc: arc[:2], max_size=45)


def bare(box):
    """The letters without the margin that arcs should keep."""
    return Box(box.left + MARGIN, box.top + MARGIN, box.right - MARGIN, box.bottom - MARGIN)


def points_along(path):
    """Points on an SVG path of straight, quadratic and cubic pieces."""
    numbers = iter(re.findall(r"[MLQC]|-?[\d.]+", path))
    here, found = None, []
    for command in numbers:
        size = {"M": 1, "L": 1, "Q": 2, "C": 3}[command]
        ends = [Point(float(next(numbers)), float(next(numbers))) for _ in range(size)]
        steps = [here, *ends] if here else ends
        for share in [n / 16 for n in range(17)]:
            level_of = steps
            while len(level_of) > 1:
                level_of = [between(a, b, share) for a, b in pairwise(level_of)]
            found.append(level_of[0])
        here = ends[-1]
    return found


@settings(max_examples=40)
@given(ARCS)
def test_arcs_never_run_over_a_name(arcs):
    drawing = draw(TILES, arcs)
    boxes = [bare(box) for drawn in drawing.tiles for box in drawn.lettering.boxes]

    for drawn in drawing.arcs:
        assert all(is_clear(a, b, boxes) for a, b in pairwise(points_along(drawn.path))), drawn


@settings(max_examples=40)
@given(ARCS)
def test_arcs_lead_from_tile_to_tile(arcs):
    drawing = draw(TILES, arcs)
    middles = {drawn.tile.key: middle_of(drawn) for drawn in drawing.tiles}

    for drawn in drawing.arcs:
        points = points_along(drawn.path)
        for key, point in ((drawn.arc.start, points[0]), (drawn.arc.end, points[-1])):
            x, y = middles[key]
            assert abs(point.x - x) <= RADIUS
            assert abs(point.y - y) <= RADIUS


def middle_of(drawn):
    corners = [tuple(map(float, pair.split(","))) for pair in drawn.points.split()]
    return sum(x for x, _ in corners) / 6, sum(y for _, y in corners) / 6


def test_the_same_arcs_are_drawn_the_same_in_any_order():
    arcs = [Arc("t1", "t2", 1), Arc("t2", "t1", 3), Arc("t3", "t3", 2)]

    assert draw(TILES, arcs) == draw(TILES, arcs[::-1])


def test_a_neighbour_is_reached_by_an_arc_that_can_be_seen():
    tiles = [tile(0, cell=Cell(0, 0)), tile(1, cell=Cell(1, 0))]

    (drawn,) = draw(tiles, [Arc("t0", "t1", 1)]).arcs

    points = points_along(drawn.path)
    assert sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(points)) > 15


def test_a_tile_full_of_letters_can_be_reached_all_the_same():
    everywhere = [Box(-999, -999, 999, 999)]

    (way,) = ways([Cell(0, 0), Cell(1, 0)], everywhere, [(Cell(0, 0), Cell(1, 0))])

    assert len(way) >= 3


def test_the_more_transfers_the_thicker_the_arc():
    arcs = draw(TILES, [Arc("t1", "t2", 1), Arc("t2", "t3", 3), Arc("t3", "t4", 9)]).arcs

    widths = {drawn.arc.number: drawn.width for drawn in arcs}
    assert widths[1] < widths[3] < widths[9]
    assert all(drawn.casing > drawn.width for drawn in arcs)


def test_only_the_strongest_arcs_are_drawn():
    keys = [tile.key for tile in TILES]
    arcs = [Arc(a, b, 1 + (a == "t1")) for a in keys[:7] for b in keys[7:14]]

    drawing = draw(TILES, arcs)

    assert len(drawing.arcs) == MOST_ARCS
    assert drawing.left_out == len(arcs) - MOST_ARCS
    assert {"t1"} < {drawn.arc.start for drawn in drawing.arcs}
    assert sum(drawn.arc.start == "t1" for drawn in drawing.arcs) == 7


def test_an_arc_to_nowhere_is_a_mistake():
    with pytest.raises(KeyError):
        draw(TILES, [Arc("t1", "nirgends", 1)])


@pytest.mark.parametrize(
    ("number", "most", "expected"),
    [
        (0, 0, 0),
        (0, 9, 0),
        (1, 1, 3),
        (1, 9, 1),
        (3, 9, 1),
        (4, 9, 2),
        (7, 9, 3),
        (9, 9, 3),
        (20, 9, 3),
        (5, 0, 3),
    ],
)
def test_a_third_of_the_greatest_number_is_a_colour(number, most, expected):
    assert level(number, most) == expected


def test_the_legend_says_what_the_colours_stand_for():
    numbers = [0, 2, 3, 9]
    tiles = [tile(number, cell=Cell(n * 2, 0)) for n, number in enumerate(numbers)]

    assert [tuple(step) for step in draw(tiles).steps] == [(0, 0, 0), (1, 1, 3), (3, 7, 9)]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ost", ["Ost"]),
        ("Bad Urach", ["Bad Urach"]),
        ("Bad Cannstatt", ["Bad", "Cannstatt"]),
        ("Untertürkheim", ["Untertürkheim"]),
        ("Charlottenburg-Wilmersdorf", ["Charlottenburg-", "Wilmersdorf"]),
        ("Sankt Georgen-Nord am See", ["Sankt Georgen-", "Nord am See"]),
    ],
)
def test_a_long_name_is_broken_where_it_has_a_gap(name, lines):
    assert lines_of(name) == lines


@given(
    st.text(st.sampled_from("abcdefgh -"), min_size=1, max_size=40).filter(str.strip), st.integers(0, 9999)
)
def test_every_name_fits_into_its_tile(name, number):
    lettering = letter(name, number, Point(0, 0))

    assert all(box.left >= -ROOM / 2 - MARGIN and box.right <= ROOM / 2 + MARGIN for box in lettering.boxes)
    assert all(box.top > -RADIUS and box.bottom < RADIUS for box in lettering.boxes)
    assert "".join(line.text for line in lettering.lines).replace(" ", "") == name.replace(" ", "")


@pytest.mark.parametrize(
    ("name", "size", "is_squeezed"),
    [
        ("Ost", "large", False),
        ("Weilimdorf", "middle", False),
        ("Mühlhausen", "middle", True),  # as many letters, but broader ones
        ("Hedelfingen", "small", False),
        ("M" * 16, "least", True),
    ],
)
def test_the_longer_a_name_the_smaller_and_narrower_its_letters(name, size, is_squeezed):
    lettering = letter(name, 1, Point(0, 0))

    assert lettering.size == size
    assert (lettering.lines[0].squeezed is not None) == is_squeezed


def test_the_map_is_links_with_names_in_a_labelled_group_without_script_or_style():
    html = hexmap(TILES, [Arc("t1", "t2", 1)], "Projekte und Transfers")

    assert '<svg class="hexmap" viewBox="' in html
    assert 'role="group" aria-label="Projekte und Transfers"' in html
    assert html.count("<a href=") == len(TILES)
    assert "style=" not in html
    assert "<script" not in html
    assert 'role="img"' not in html


def test_a_name_cannot_break_out_of_the_map():
    evil = Tile("t", '<b>"', 'l"><script>', 'javascript:"', 1, Cell(0, 0))

    html = hexmap([evil])

    assert "<script>" not in html
    assert "<b>" not in html


def test_no_tiles_no_map():
    assert hexmap([]) == ""
