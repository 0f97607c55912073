"""The two ends of a transfer in words: a project, a group in a district, or what may be said of neither.

Rule 7 lives here: an end that the reader may not see reads "a project in … (removed on request)", without
its title, address or place name of its own.
"""

from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from projects.choices import Scope, State
from projects.models import Project

# A Transfer from a queryset `with_ends(user)`: what that annotates has no type.
ShownTransfer = Any

# Which town it was is part of a hidden entry's text, and not named.
ANOTHER_PLACE = gettext_lazy("another place")
# Whoever sees a transfer that leads to one of these shares it: the texts are their own.
NOT_PUBLIC_YET = [State.SUBMITTED, State.QUERIED, State.REJECTED]


class End(NamedTuple):
    """One end as it is shown. A group and a masked project have no `project`; `state` is said of a seen
    project that is not public (any more)."""

    text: str
    place: str
    project: Project | None = None
    state: str = ""


def source_end(transfer: ShownTransfer) -> End:
    """Where the idea comes from."""
    return _project_end(transfer.source, is_seen=transfer.sees_source)


def target_end(transfer: ShownTransfer) -> End:
    """Where the idea goes to."""
    if transfer.target is None:
        return group_end(transfer)
    return _project_end(transfer.target, is_seen=transfer.sees_target)


def group_end(transfer: ShownTransfer) -> End:
    """Nobody speaks for a district: it is a group there that is interested."""
    place = str(transfer.interested_district)
    return End(_("a group in %(place)s") % {"place": place}, place)


def is_whole(transfer: ShownTransfer) -> bool:
    """Whether no end is masked that was public; only then its note, steps, sources, adaptations and lessons
    are shown."""
    target = transfer.target
    is_masked = target and not transfer.sees_target and target.state not in NOT_PUBLIC_YET
    return bool(transfer.sees_source and not is_masked)


def title_of(transfer: ShownTransfer) -> str:
    """A transfer in a line: "Schokoladenseiten (Degerloch) → Heslacher Schokolade (Süd)"."""
    return f"{_with_place(source_end(transfer))} → {_with_place(target_end(transfer))}"


def taken_from(transfer: ShownTransfer) -> str:
    """Read from the receiver: "übernommen aus West"."""
    end = source_end(transfer)
    if transfer.source.scope == Scope.CITY:
        return _("taken over from a city-wide project")
    if end.place == ANOTHER_PLACE:
        return _("taken over from another place")
    return _("taken over from %(place)s") % {"place": end.place}


def passed_on_to(transfer: ShownTransfer) -> str:
    """Read from the giver: "weitergegeben nach Süd"; of a group, that it is interested."""
    end = target_end(transfer)
    if transfer.target is None:
        return _("A group in %(place)s is interested in it") % {"place": end.place}
    if transfer.target.scope == Scope.CITY:
        return _("passed on to a city-wide project")
    if end.place == ANOTHER_PLACE:
        return _("passed on to another place")
    return _("passed on to %(place)s") % {"place": end.place}


def _project_end(project: Project, *, is_seen: bool) -> End:
    if is_seen:
        state = "" if project.state == State.PUBLISHED else project.get_state_display()
        return End(project.title, project.place_name, project, state)
    place = str(ANOTHER_PLACE) if project.scope == Scope.OUTSIDE else project.place_name
    return End(masked_text(project), place)


def masked_text(project: Project) -> str:
    """What may be said of a project that is public no more: "ein Projekt in Süd (auf Wunsch entfernt)"."""
    reasons = {
        State.REMOVED.value: _("removed on request"),
        State.MERGED.value: _("merged"),
        State.ARCHIVED.value: _("archived"),
    }
    why = reasons.get(project.state, _("not published yet"))
    if project.scope == Scope.CITY:
        text = _("a city-wide project")
    elif project.scope == Scope.OUTSIDE:
        text = _("a project at another place")
    else:
        text = _("a project in %(place)s") % {"place": project.home_district}
    return f"{text} ({why})"


def _with_place(end: End) -> str:
    return f"{end.text} ({end.place})" if end.project else end.text
