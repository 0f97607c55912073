"""What the catalogue says at one moment, in a handful of queries: the rules are asked of two of these."""

from collections import defaultdict
from typing import NamedTuple

from people.models import User
from projects.models import Decision, Project


class Entry(NamedTuple):
    """One entry; `involved` are the keys of whoever keeps it or has handed it in."""

    state: str
    merged_into: int | None
    involved: frozenset[int]


class Snapshot(NamedTuple):
    """All entries by key, the keys of the members of the group, and the last line of the decision log."""

    entries: dict[int, Entry]
    members: frozenset[int]
    last: int


def take():
    keepers = defaultdict(set)
    for project, person in Project.owners.through.objects.values_list("project", "user"):
        keepers[project].add(person)
    rows = Project.objects.values_list("pk", "state", "merged_into", "submitted_by")
    return Snapshot(
        {key: Entry(state, into, frozenset({*keepers[key], by} - {None})) for key, state, into, by in rows},
        frozenset(User.objects.filter(is_curator=True).values_list("pk", flat=True)),
        max(Decision.objects.values_list("pk", flat=True), default=0),
    )
