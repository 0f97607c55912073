"""Der Weg der Idee: the family of a project as a tree that can be read aloud."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from knowledge.ends import End, passed_on_to, source_end, taken_from, target_end
from knowledge.family.kinship import S, by_ends, reached
from knowledge.models import Transfer
from knowledge.steps import steps_of
from projects.models import Project

MOST_STEPS = 12  # beside the rest of an entry
LONG = 30  # steps from which on distant heirs are folded


@dataclass
class Node:
    """One project or group of the family, with the transfer that led to it (None where an idea begins).

    An idea with several parents stands under each of them, with its own children only under the first
    (under the others it `is_repeated`).
    """

    end: End
    step: Transfer | None = None
    words: str = ""
    is_group: bool = False
    is_current: bool = False
    is_repeated: bool = False
    is_folded: bool = False  # its children are there, but not open
    hidden: int = 0  # so many children are left out
    children: list["Node"] = field(default_factory=list)


@dataclass
class Lineage:
    """The trees of a family, one for each beginning; `is_cut` if some of it is left out."""

    roots: list[Node]
    is_cut: bool


def lineage_of(project: Project, user: Any) -> Lineage | None:
    """The ancestors of a project and all that came of them, as this user may see it; one query.

    None if the project stands alone. Only transfers that the user sees are followed, so nothing tells
    of a link that leads through a hidden one.
    """
    return lineage_in(steps_of(project, user).value, project.pk)


def lineage_in(
    steps: Iterable[Transfer],
    project: int,
    *,
    most: int = MOST_STEPS,
    numbers: Mapping[int, int] | None = None,
) -> Lineage | None:
    """The same of a project by its key and of transfers that were read. `numbers` says how many each gave."""
    steps = list(steps)
    shown = nearest(steps, project, most)
    if not shown:
        return None
    into, _out_of = by_ends(shown)
    elders = reached([project], into, forwards=False)
    return Lineage(_Trees(project, elders, shown, numbers or {}).roots(), is_cut=len(shown) < len(steps))


def nearest(steps: Iterable[S], project: int, most: int) -> list[S]:
    """All steps of the family if they are few enough, else those in line with the project, nearest first."""
    into, out_of = by_ends(steps)
    elders = reached([project], into, forwards=False)
    whole = [step for key in reached(elders, out_of, forwards=True) for step in out_of.get(key, ())]
    if len(whole) <= most:
        return whole
    upwards = [step for key in elders for step in into.get(key, ())]
    onwards = [step for key in reached([project], out_of, forwards=True) for step in out_of.get(key, ())]
    room = max(most - len(onwards), most // 2)
    return [*upwards[:room], *onwards][:most]


class _Trees:
    """One tree for each elder that has no giver among the shown transfers."""

    def __init__(
        self, current: int, elders: Sequence[int], shown: Sequence[Transfer], numbers: Mapping[int, int]
    ) -> None:
        self.current, self.elders, self.numbers = current, elders, numbers
        self.into, self.out_of = by_ends(shown)
        self.is_long = len(shown) > LONG
        self.seen: set[int] = set()

    def roots(self) -> list[Node]:
        beginnings = [key for key in self.elders if key not in self.into and key in self.out_of]
        # Were there a cycle, nothing would begin: the verbs forbid it, and then the tree starts here.
        return [
            self._node(key, source_end(self.out_of[key][0])) for key in reversed(beginnings or [self.current])
        ]

    def _node(self, key: int, end: End, step: Transfer | None = None) -> Node:
        made = Node(end, step, self._words(key, step), is_current=key == self.current)
        made.is_repeated = key in self.seen
        if not made.is_repeated:
            self.seen.add(key)
            onwards = self.out_of.get(key, ())
            made.is_folded = self.is_long and key not in self.elders
            made.hidden = max(0, self.numbers.get(key, 0) - len(onwards))
            made.children = [self._child(onward) for onward in onwards]
        return made

    def _words(self, key: int, step: Transfer | None) -> str:
        if step is None:
            return ""
        return taken_from(step) if key in self.elders else passed_on_to(step)

    def _child(self, step: Transfer) -> Node:
        if step.target_id is None:
            return Node(target_end(step), step, passed_on_to(step), is_group=True)
        return self._node(step.target_id, target_end(step), step)
