"""Der Weg der Idee: the family of a project as a tree that can be read aloud."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from knowledge.ends import End, passed_on_to, source_end, taken_from, target_end
from knowledge.models import Transfer
from knowledge.steps import steps_of
from projects.models import Project

MOST_STEPS = 60  # more cannot be read

Steps = Mapping[int, Sequence[Transfer]]  # transfers by the key of a project


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
    return lineage_in(steps_of(project, user).value, project)


def lineage_in(steps: Iterable[Transfer], project: Project) -> Lineage | None:
    """The same, of the transfers of its family."""
    into, out_of = _sorted_by_ends(steps)
    elders = _reached([project.pk], into, forwards=False)
    heirs = _reached([project.pk], out_of, forwards=True)
    near = _steps_within(elders, into) + _steps_out_of(heirs, out_of)
    if not near:
        return None
    whole = _steps_out_of(_reached(elders, out_of, forwards=True), out_of)
    shown = whole if len(whole) <= MOST_STEPS else near[:MOST_STEPS]
    return Lineage(_trees(project.pk, elders, shown), is_cut=len(shown) < len(whole))


def _sorted_by_ends(steps: Iterable[Transfer]) -> tuple[Steps, Steps]:
    """Transfers by the project that received them, and by the one that gave them."""
    into, out_of = defaultdict(list), defaultdict(list)
    for step in steps:
        out_of[step.source_id].append(step)
        if step.target_id:
            into[step.target_id].append(step)
    return dict(into), dict(out_of)


def _reached(starts: Iterable[int], steps: Steps, *, forwards: bool) -> list[int]:
    """Keys of all projects that transfers lead to from `starts`, nearest first, each once."""
    found = dict.fromkeys(starts)
    queue = list(found)
    for key in queue:
        for step in steps.get(key, ()):
            beyond = step.target_id if forwards else step.source_id
            if beyond and beyond not in found:
                found[beyond] = None
                queue.append(beyond)
    return queue


def _steps_within(keys: Sequence[int], into: Steps) -> list[Transfer]:
    return [step for key in keys for step in into.get(key, ())]


def _steps_out_of(keys: Sequence[int], out_of: Steps) -> list[Transfer]:
    return [step for key in keys for step in out_of.get(key, ())]


def _trees(current: int, elders: Sequence[int], shown: Sequence[Transfer]) -> list[Node]:
    """One tree for each elder that has no giver among the shown transfers."""
    into, out_of = _sorted_by_ends(shown)
    seen: set[int] = set()

    def node(key: int, end: End, step: Transfer | None = None) -> Node:
        words = "" if step is None else taken_from(step) if key in elders else passed_on_to(step)
        made = Node(end, step, words, is_current=key == current, is_repeated=key in seen)
        if not made.is_repeated:
            seen.add(key)
            made.children = [child(onward) for onward in out_of.get(key, ())]
        return made

    def child(step: Transfer) -> Node:
        if step.target_id is None:
            return Node(target_end(step), step, passed_on_to(step), is_group=True)
        return node(step.target_id, target_end(step), step)

    beginnings = [key for key in elders if key not in into and key in out_of]
    # Were there a cycle, nothing would begin: the verbs forbid it, and then the tree starts here.
    return [node(key, source_end(out_of[key][0])) for key in reversed(beginnings or [current])]
