"""The transfers of a family with all that the way of an idea says of them, read in one statement."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import OuterRef, QuerySet

from knowledge.graph import family
from knowledge.models import Adaptation, Transfer
from projects.json_rows import has_read, listed, made_of, rows_of
from projects.models import Project
from projects.prepared import PreparedForAll
from projects.readings import Reading
from projects.vocabulary import vocabulary

OWN = (
    *("id", "source_id", "target_id", "interested_district_id", "phase", "status"),
    *("year_from", "year_to", "end_reason", "end_reason_is_public"),
)
SEEN = ("sees_source", "sees_target", "certainty")
END = ("id", "title", "slug", "language", "scope", "state", "place", "home_district_id")
ADAPTATION = ("id", "kind", "element", "position")


def steps_of(project: Project, user: Any) -> Reading[list[Transfer]]:
    """The transfers among its relatives that the user may see, the earliest first, as lists show them."""
    rows = _visible.rows([project.pk], user)
    return Reading(tuple(rows), lambda: [_step(dict(zip(COLUMNS, row, strict=True))) for row in rows])


COLUMNS = (*OWN, *SEEN, *(f"{end}__{name}" for end in ("source", "target") for name in END), "changes")


def _of_family(user: Any, keys: Sequence[int]) -> QuerySet[Any, Any]:
    [key] = keys
    steps = Transfer.objects.visible_to(user).counted().filter(source__in=family(key))
    adaptations = Adaptation.objects.filter(transfer=OuterRef("pk"))
    changes = rows_of(adaptations, "transfer", *ADAPTATION)
    shown = steps.with_ends(user).with_certainty().annotate(changes=changes)
    return shown.order_by("year_from", "pk").values_list(*COLUMNS)


def _step(row: Mapping[str, Any]) -> Transfer:
    [step] = made_of(Transfer, [row])
    step.source = _end("source", row)
    step.target = _end("target", row) if step.target_id else None
    if district := vocabulary().districts.get(step.interested_district_id or 0):
        step.interested_district = district
    for name in SEEN:
        setattr(step, name, row[name])
    adaptations = made_of(Adaptation, listed(row["changes"]))
    has_read(step, "adaptations", sorted(adaptations, key=lambda change: (change.position, change.pk)))
    return step


def _end(end: str, row: Mapping[str, Any]) -> Project:
    [project] = made_of(Project, [{name: row[f"{end}__{name}"] for name in END}])
    if home := vocabulary().districts.get(project.home_district_id or 0):
        project.home_district = home
    return project


_visible = PreparedForAll(_of_family)
