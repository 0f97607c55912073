"""Each place with each: how many ideas went from where to where."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import NamedTuple

from districts.hexmap import level
from knowledge.flows import Flow
from projects.places import Places


class Cell(NamedTuple):
    """How many went from one place to another, and where they are listed; empty where none is known."""

    number: int = 0
    level: int = 0
    url: str = ""


class Row(NamedTuple):
    """One line of the matrix: from where, how many to each place, how many in all."""

    start: str
    cells: tuple[Cell, ...]
    number: int


class Matrix(NamedTuple):
    """The places that took, a row for each that gave, and how many each took."""

    places: tuple[str, ...]
    rows: tuple[Row, ...]
    totals: tuple[int, ...]


def matrix_of(found: Iterable[Flow], places: Places, url: Callable[[str, str], str]) -> Matrix:
    """All places that gave or took, in the order of a list. `url` leads from a pair to its transfers."""
    numbers = {(flow.start, flow.end): flow.number for flow in found if flow.number}
    most = max(numbers.values(), default=0)
    gave, took = Counter[str](), Counter[str]()
    for (start, end), number in numbers.items():
        gave[start] += number
        took[end] += number
    columns = [key for key in places.names if key in took]

    def cell(start: str, end: str) -> Cell:
        number = numbers.get((start, end), 0)
        return Cell(number, level(number, most), url(start, end)) if number else Cell()

    rows = tuple(
        Row(name, tuple(cell(key, end) for end in columns), gave[key])
        for key, name in places.names.items()
        if key in gave
    )
    return Matrix(tuple(places.names[key] for key in columns), rows, tuple(took[key] for key in columns))
