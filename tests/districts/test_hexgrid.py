"""The grid under the hex map."""

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from districts.hexgrid import RADIUS, WIDTH, Cell, between, cell_at_the_rim, region

CELLS = st.builds(Cell, st.integers(-5, 5), st.integers(-5, 5))


@pytest.mark.parametrize(
    ("cell", "x", "y"),
    [(Cell(0, 0), 0, 0), (Cell(2, 0), 2, 0), (Cell(0, 1), 0.5, 0.866), (Cell(1, 2), 1, 1.732)],
)
def test_odd_rows_lie_half_a_cell_to_the_right(cell, x, y):
    assert cell.middle == pytest.approx((x * WIDTH, y * WIDTH), rel=1e-3)


@given(CELLS)
def test_six_neighbours_lie_around_a_cell_each_as_far_away(cell):
    around = cell.neighbours()

    assert len(around) == 6
    assert all(dist(cell.middle, beside.middle) == pytest.approx(WIDTH) for beside in around)
    assert all(cell in beside.neighbours() for beside in around)


@given(CELLS)
def test_the_rim_goes_round_with_corners_and_middles_in_turn(cell):
    distances = [dist(cell.middle, point) for point in cell.rim()]

    assert distances[::2] == pytest.approx([RADIUS] * 6)
    assert distances[1::2] == pytest.approx([WIDTH / 2] * 6)


@given(CELLS)
def test_neighbours_share_an_edge(cell):
    for beside in cell.neighbours():
        middle = between(cell.middle, beside.middle, 0.5)
        assert any(dist(point, middle) < 1e-6 for point in cell.rim())


def test_a_region_has_a_margin_on_every_side():
    assert len(region([Cell(0, 0), Cell(2, 1)], 1)) == 5 * 4


@given(st.sets(CELLS, min_size=1, max_size=12), st.data())
def test_a_cell_at_the_rim_touches_no_other(taken, data):
    partners = data.draw(st.lists(st.sampled_from(sorted(taken)), max_size=3))

    cell = cell_at_the_rim(taken, partners)

    assert cell not in taken
    assert not cell.neighbours() & taken


def test_a_cell_at_the_rim_lies_near_its_partners():
    row = [Cell(column, 0) for column in range(9)]

    assert cell_at_the_rim(row, [Cell(0, 0)]).column < 2
    assert cell_at_the_rim(row, [Cell(8, 0)]).column > 6
