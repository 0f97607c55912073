"""One project with all that its page shows, read in one statement."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from django.db.models import Model, OuterRef, QuerySet, Subquery

from districts.models import Quarter
from people.models import ContactPoint
from projects.json_rows import has_one, has_read, linked_keys, linked_rows, listed, made_of, rows_of
from projects.models import (
    OnBehalf,
    Organisation,
    Picture,
    Project,
    Reach,
    Source,
    SupportOffer,
    Tag,
    TaggedProject,
)
from projects.prepared import PreparedForAll
from projects.querysets import GALLERY
from projects.readings import Reading
from projects.vocabulary import in_order, vocabulary

SOURCE = ("id", "url", "document", "published_year")


class Part(NamedTuple):
    """Rows that hang on a project: their model, the column that lists them, and what they are sorted by."""

    model: type[Model]
    column: Subquery
    order: Callable[[Any], Any] = lambda row: row.pk


def _own(model: type[Model], *names: str, by: str = "project", **columns: str) -> Subquery:
    """The rows of a model that point to the project."""
    return rows_of(model._default_manager.filter(**{by: OuterRef("pk")}), by, *names, **columns)


def _linked(name: str, *names: str) -> Subquery:
    """The rows to which a many-to-many field leads."""
    return linked_rows(Project, name, *names)


def _by_name(row: Any) -> Any:
    return row.name


def newest_first(source: Source) -> Any:
    """What sources are sorted by."""
    return -(source.published_year or 0), source.pk


_tags = _own(TaggedProject, by="content_object", id="tag", name="tag__name", slug="tag__slug")
MANY = {
    "tags": Part(Tag, _tags, _by_name),
    "organisations": Part(Organisation, _linked("organisations", "id", "name"), _by_name),
    "quarters": Part(Quarter, _linked("quarters", "id", "name"), _by_name),
    "sources": Part(Source, _linked("sources", *SOURCE), newest_first),
    "reaches": Part(Reach, _own(Reach, "id", "district_id", "since_year")),
    "support_offers": Part(SupportOffer, _own(SupportOffer, "id", "kind", "note"), lambda row: row.kind),
}
# Of people only what everyone may read: a page does not even fetch their addresses.
_contact = ContactPoint.objects.filter(pk=OuterRef("contact"))
ONE = {
    "contact": Part(ContactPoint, rows_of(_contact, "pk", "id", "label", "public_email", "public_phone")),
    "on_behalf": Part(OnBehalf, _own(OnBehalf, "id", "confirmed_at")),
}
_pictures = Picture.objects.shown().filter(project=OuterRef("pk"))
COLUMNS = {
    "topics": linked_keys(Project, "topics"),
    "sectors": linked_keys(Project, "sectors"),
    "gallery": rows_of(_pictures, "project", *GALLERY),
    **{name: part.column for name, part in (MANY | ONE).items()},
}
OWN = [field.attname for field in Project._meta.concrete_fields]


def project_for_page(slug: str, user: Any) -> Reading[Project] | None:
    """The project with this slug if the user may see it. What its page shows is read and asks no more."""
    visible = _visible.of(user)
    found = visible.found([slug])
    return Reading(found[0], lambda: _project(*visible.read(found))) if found else None


def _by_slug(user: Any, slugs: Sequence[str]) -> QuerySet[Any, Any]:
    visible = Project.objects.visible_to(user).filter(slug__in=slugs).order_by()
    return visible.values_list(*OWN, *COLUMNS.values())


_visible = PreparedForAll(_by_slug)


def _project(row: Sequence[Any]) -> Project:
    project = Project.from_db(None, OWN, row[: len(OWN)])
    said = dict(zip(COLUMNS, map(listed, row[len(OWN) :]), strict=True))
    names = vocabulary()
    has_read(project, "topics", in_order(names.topics, said["topics"]))
    has_read(project, "sectors", in_order(names.sectors, said["sectors"]))
    for name, part in MANY.items():
        has_read(project, name, sorted(made_of(part.model, said[name]), key=part.order))
    for name, part in ONE.items():
        has_one(project, name, made_of(part.model, said[name]))
    project.__dict__["gallery"] = said["gallery"]  # as `with_gallery` has it
    for here, district in [
        (project, "home_district"),
        *((reach, "district") for reach in project.reaches.all()),
    ]:
        if place := names.districts.get(getattr(here, f"{district}_id")):
            setattr(here, district, place)
    return project
