"""The family of a project as a graph: who gave to whom, over how many generations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol, TypeVar

from knowledge.graph import family
from knowledge.models import Transfer
from projects.places import Places


class Step(Protocol):
    """From a project to a project, or to a group in a district."""

    @property
    def source_id(self) -> int: ...
    @property
    def target_id(self) -> int | None: ...


S = TypeVar("S", bound=Step)


class Edge(NamedTuple):
    """What a graph needs of a transfer: the keys of its ends, its year, and its places."""

    pk: int
    source_id: int
    target_id: int | None
    year: int | None
    source_scope: str
    source_home: int | None
    target_scope: str | None
    target_home: int | None
    interested: int | None

    def start(self, places: Places) -> str:
        """The place it comes from, by its key."""
        return places.key(self.source_scope, self.source_home)

    def end(self, places: Places) -> str:
        """The place it goes to."""
        return places.key(self.target_scope, self.target_home or self.interested)


COLUMNS = (
    *("pk", "source_id", "target_id", "year_from", "source__scope", "source__home_district"),
    *("target__scope", "target__home_district", "interested_district"),
)


class Kin(NamedTuple):
    """A family, seen from one of its projects. Members and edges are sorted nearest or earliest first."""

    current: int
    into: Mapping[int, Sequence[Edge]]
    out_of: Mapping[int, Sequence[Edge]]
    elders: Sequence[int]  # the project itself, then all it goes back to
    members: Sequence[int]
    generations: Mapping[int, int]  # 0 where an idea begins

    @property
    def numbers(self) -> Mapping[int, int]:
        """How many transfers each project gave."""
        return {key: len(edges) for key, edges in self.out_of.items()}

    @property
    def edges(self) -> list[Edge]:
        return [edge for key in self.members for edge in self.out_of.get(key, ())]


def kin_of(project: int, user: Any) -> Kin:
    """The family of a project (its key) as this user may see it, in one query.

    Only transfers that the user sees are followed, so nothing tells of a link that leads through a hidden
    one.
    """
    visible = Transfer.objects.visible_to(user).counted().filter(source__in=family(project))
    rows = visible.order_by().values_list(*COLUMNS)
    into, out_of = by_ends(sorted((Edge(*row) for row in rows), key=_earliest_first))
    elders = reached([project], into, forwards=False)
    members = reached(elders, out_of, forwards=True)
    return Kin(project, into, out_of, elders, members, _generations(members, into, out_of))


def _earliest_first(edge: Edge) -> tuple[bool, int, int]:
    return edge.year is None, edge.year or 0, edge.pk


def by_ends(steps: Iterable[S]) -> tuple[Mapping[int, Sequence[S]], Mapping[int, Sequence[S]]]:
    """Steps by the project that received them, and by the one that gave them."""
    into, out_of = defaultdict(list), defaultdict(list)
    for step in steps:
        out_of[step.source_id].append(step)
        if step.target_id:
            into[step.target_id].append(step)
    return dict(into), dict(out_of)


def reached(starts: Iterable[int], steps: Mapping[int, Sequence[S]], *, forwards: bool) -> list[int]:
    """Keys of all projects that steps lead to from `starts`, nearest first, each once."""
    found = dict.fromkeys(starts)
    queue = list(found)
    for key in queue:
        for step in steps.get(key, ()):
            beyond = step.target_id if forwards else step.source_id
            if beyond and beyond not in found:
                found[beyond] = None
                queue.append(beyond)
    return queue


def _generations(
    members: Sequence[int], into: Mapping[int, Sequence[Edge]], out_of: Mapping[int, Sequence[Edge]]
) -> dict[int, int]:
    """How many steps the longest way to each member takes (Kahn's algorithm).

    Were there a cycle, its members would wait for one another: they count as beginnings.
    """
    waits = {key: len(into.get(key, ())) for key in members}
    found = dict.fromkeys(members, 0)
    queue = [key for key, number in waits.items() if not number]
    for key in queue:
        for edge in out_of.get(key, ()):
            if target := edge.target_id:
                found[target] = max(found[target], found[key] + 1)
                waits[target] -= 1
                if not waits[target]:
                    queue.append(target)
    return found
