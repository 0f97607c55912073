"""Which relatives are drawn: the lines around one project, so many that they can still be read."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from knowledge.family.kinship import Edge, Kin, reached

COLUMNS = 4  # generations beside one another
MOST_ELDERS = 6
MOST_CHILDREN = 5  # of one project
MOST = 18


class Relatives(NamedTuple):
    """The projects that are drawn with their columns, the edges between them and to groups, and the
    generation of the first column. `is_cut` if the family has more."""

    columns: Mapping[int, int]
    edges: Sequence[Edge]
    first: int
    is_cut: bool


def near(kin: Kin) -> Relatives:
    """The project, those it goes back to, those that go back to it, then those beside it."""
    window = _window(kin)
    parents = [edge.source_id for edge in kin.into.get(kin.current, ())]
    elders = [key for key in kin.elders if kin.generations[key] in window or key in parents]
    keys = dict.fromkeys(elders[: MOST_ELDERS + 1])
    around = ([kin.current], parents, elders)
    for key in [key for starts in around for key in _followers(kin, starts, window)]:
        if len(keys) < MOST:
            keys[key] = None
    # A parent that is older than the window stands in its first column.
    columns = {key: max(0, kin.generations[key] - window.start) for key in keys}
    edges = [edge for key in keys for edge in _shown(kin, key, columns)]
    return Relatives(columns, edges, window.start, is_cut=len(edges) < len(kin.edges))


def _window(kin: Kin) -> range:
    """The generations that are drawn: one before the project and two after it, as far as there are any."""
    last = max(kin.generations.values())
    first = max(0, min(kin.generations[kin.current] - 1, last - COLUMNS + 1))
    return range(first, min(first + COLUMNS, last + 1))


def _followers(kin: Kin, starts: Sequence[int], window: range) -> list[int]:
    """Who took over from these, and from those, nearest first: of each project the first few."""
    few = {
        key: list(islice((edge for edge in edges if _follows(kin, edge, window)), MOST_CHILDREN))
        for key, edges in kin.out_of.items()
    }
    return reached(starts, few, forwards=True)


def _follows(kin: Kin, edge: Edge, window: range) -> bool:
    return edge.target_id is not None and kin.generations.get(edge.target_id) in window


def _shown(kin: Kin, key: int, columns: Mapping[int, int]) -> list[Edge]:
    """The edges out of a project that are drawn: to projects farther on, to groups where there is room."""
    edges, column = kin.out_of.get(key, ()), columns[key]
    to_projects = [edge for edge in edges if edge.target_id and columns.get(edge.target_id, 0) > column]
    room = max(0, MOST_CHILDREN - len(to_projects)) if column + 1 < COLUMNS else 0
    return to_projects + [edge for edge in edges if edge.target_id is None][:room]
