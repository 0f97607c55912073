"""What an entry has said over time: for everyone what was public, for those it concerns all of it."""

from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest
from typing import Any, NamedTuple

from people.permissions import is_curator
from projects.choices import State
from projects.models import Decision, DecisionKind, Project, Version
from projects.permissions import is_involved

OPENS, CLOSES = {DecisionKind.PUBLISHED}, {DecisionKind.ARCHIVED, DecisionKind.REMOVED, DecisionKind.MERGED}


class Span(NamedTuple):
    """A time; without an end it lasts."""

    start: datetime
    end: datetime | None

    def meets(self, other: "Span") -> bool:
        return (self.end is None or other.start < self.end) and (other.end is None or self.start < other.end)


def visible_versions(project: Project, user: Any) -> list[Version]:
    """The versions of a visible entry that this person may read, the newest first; four queries at most.

    Before it was published an entry may have said what had to go: that is no part of its public history.
    """
    versions = list(project.versions.order_by("number"))
    if is_curator(user) or is_involved(user, project):
        return versions[::-1]
    public = list(_public_times(project))
    ends = (later.made_at for later in versions[1:])
    spans = [(version, Span(version.made_at, end)) for version, end in zip_longest(versions, ends)]
    return [version for version, span in reversed(spans) if any(span.meets(time) for time in public)]


def _public_times(project: Project) -> Iterator[Span]:
    """When everyone could read the entry. What the seed brought was published without a decision."""
    decisions = Decision.objects.about(project).filter(kind__in=OPENS | CLOSES).order_by("made_at", "pk")
    turns = [(decision.made_at, decision.kind in OPENS) for decision in decisions]
    if project.published_at:
        turns = sorted([(project.published_at, True), *turns])
    start = end = None
    for moment, opens in turns:
        if opens and start is None:
            start = moment
        elif not opens and start is not None:
            yield Span(start, moment)
            start, end = None, moment
    if start is None and project.state == State.PUBLISHED:
        start = end or project.created_at  # it came back by a way that has left no line in the log
    if start is not None:
        yield Span(start, None)
