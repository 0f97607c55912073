"""What hangs on an entry and goes with it: every row of every floor that points to a project.

Floors above may point to projects, too. So the relations are asked of the models; what stays where it is
stands in a list, and a test holds the list of all.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db import models
from django.db.models import Q, UniqueConstraint

from districts.models import District
from projects.choices import Scope
from projects.models import Project, Reach

# What the surviving entry says is what it says: of texts and sectors it keeps its own. What was said, decided
# and agreed to about the other text stays with that text. Transfers have rules of their own.
STAYS = {
    "projects.Version.project",
    "projects.Consent.project",
    "projects.OnBehalf.project",
    "projects.Project_sectors.project",
    "knowledge.Transfer.source",
    "knowledge.Transfer.target",
}


class Relation(NamedTuple):
    """A field somewhere that points to a project."""

    model: Any
    field: str

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.field}"


class Moves(NamedTuple):
    """The rows of one relation that go over."""

    relation: Relation
    rows: list[Any]


def relations() -> Iterator[Relation]:
    """Every field of every model that points to a project, tables of many-to-many fields included."""
    for found in Project._meta.get_fields(include_hidden=True):
        if isinstance(found, models.ManyToOneRel):  # a OneToOneRel is one, too
            yield Relation(found.related_model, found.field.name)


def moves_of(loser: Project, survivor: Project, *, with_home: bool = True) -> list[Moves]:
    """What would go over, relation by relation. What the survivor has already stays where it is."""
    places = _places_of_both(loser, survivor, with_home)
    found = (
        Moves(relation, [row for row in _rows(relation, loser) if _may_move(relation, row, survivor, places)])
        for relation in relations()
        if str(relation) not in STAYS
    )
    return [moves for moves in found if moves.rows]


def move_rows(loser: Project, survivor: Project, *, with_home: bool = True) -> None:
    """Let all of that point to the survivor; the home of the loser becomes a further district of it."""
    planned = moves_of(loser, survivor, with_home=with_home)
    if with_home and (district := new_district(loser, survivor)):
        Reach.objects.create(project=survivor, district=district, since_year=loser.started_year)
    for relation, rows in planned:
        keys = [row.pk for row in rows]  # not saved one by one: a draft would be kept anew, for instance
        relation.model._base_manager.filter(pk__in=keys).update(**{relation.field: survivor})


def new_district(loser: Project, survivor: Project) -> District | None:
    """The home of the loser, where the survivor does not work yet: an Ausweitung of it."""
    home = loser.home_district
    if survivor.scope != Scope.DISTRICTS or home is None or home == survivor.home_district:
        return None
    return None if survivor.reaches.filter(district=home).exists() else home


def _places_of_both(loser: Project, survivor: Project, with_home: bool) -> set[int | None]:
    """Keys of the districts in which the survivor works afterwards: a quarter lies in one (rule 8)."""
    if survivor.scope != Scope.DISTRICTS:
        return set()
    reached = Reach.objects.filter(project__in=[loser, survivor]).values_list("district", flat=True)
    return {survivor.home_district_id, *reached, *([loser.home_district_id] if with_home else [])}


def _rows(relation: Relation, loser: Project) -> list[Any]:
    return list(relation.model._base_manager.filter(**{relation.field: loser}).order_by("pk"))


def _may_move(relation: Relation, row: Any, survivor: Project, places: set[int | None]) -> bool:
    match str(relation):
        case "projects.Origin.source":
            may = row.project_id != survivor.pk  # nobody names an entry as its own origin
        case "projects.Reach.project":
            may = row.district_id in places - {survivor.home_district_id}
        case "projects.Project_quarters.project":
            may = row.quarter.district_id in places
        case _:
            may = True
    return may and not _is_there(relation, row, survivor)


def _is_there(relation: Relation, row: Any, survivor: Project) -> bool:
    """Whether the survivor has the same: a row that must be there once."""
    theirs = relation.model._base_manager.filter(**{relation.field: survivor})
    for condition, fields in _unique_sets(relation):
        same = {name: getattr(row, name) for name in fields if name != relation.field}
        is_meant = relation.model._base_manager.filter(condition, pk=row.pk).exists()
        if is_meant and None not in same.values() and theirs.filter(condition, **same).exists():
            return True
    return False


def _unique_sets(relation: Relation) -> Iterator[tuple[Q, tuple[str, ...]]]:
    """The sets of fields with the relation's own of which the database takes each combination once."""
    meta = relation.model._meta
    if meta.get_field(relation.field).unique:
        yield Q(), (relation.field,)
    for fields in meta.unique_together:
        if relation.field in fields:
            yield Q(), tuple(fields)
    for constraint in meta.constraints:
        if isinstance(constraint, UniqueConstraint) and relation.field in constraint.fields:
            yield constraint.condition or Q(), tuple(constraint.fields)
