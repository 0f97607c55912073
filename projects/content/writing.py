"""Make a project say what a content holds."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction

from districts.models import Quarter
from districts.spelling import folded_key
from projects.content import KEYS, PLAIN, Content
from projects.content.citing import source_of
from projects.models import Organisation, Project, Reach, Sector, SupportOffer, Topic
from projects.place_rules import refuse_misplaced

CHOSEN_FROM: dict[str, Any] = {"quarters": Quarter, "sectors": Sector, "topics": Topic}


@transaction.atomic
def write_content(project: Project, content: Content) -> Project:
    """Store what the content holds; what it does not name stays. Rows that are gone are passed over.

    Raises ValidationError, and nothing is changed, if a rule on the entry or its places would break.
    """
    for field in PLAIN:
        if field in content:
            setattr(project, field, content[field])
    if "home_district" in content:
        project.home_district_id = content["home_district"]
    project.full_clean(exclude=["slug"])
    project.save()
    for field in KEYS:
        if field in content:
            getattr(project, field).set(CHOSEN_FROM[field].objects.filter(pk__in=content[field]))
    for field, write in WRITERS.items():
        if field in content:
            write(project, content[field])
    refuse_misplaced(project)
    return project


def organisations_named(names: Iterable[str]) -> list[Organisation]:
    """One organisation for each name, whatever its spelling; made where there is none."""
    by_key = {folded_key(name): " ".join(name.split()) for name in names if folded_key(name)}
    return [
        Organisation.objects.get_or_create(folded=key, defaults={"name": name})[0]
        for key, name in by_key.items()
    ]


def _write_tags(project: Project, words: Iterable[str]) -> None:
    project.tags.set(list(words))


def _write_organisations(project: Project, names: Iterable[str]) -> None:
    project.organisations.set(organisations_named(names))


def _write_reaches(project: Project, rows: Iterable[dict[str, Any]]) -> None:
    """By district, so that the source of a row that stays is kept."""
    wanted = {row["district"]: row.get("since_year") for row in rows}
    project.reaches.exclude(district__in=wanted).delete()
    for district, since_year in wanted.items():
        Reach.objects.update_or_create(
            project=project, district_id=district, defaults={"since_year": since_year}
        )


def _write_offers(project: Project, rows: Iterable[dict[str, Any]]) -> None:
    wanted = {row["kind"]: row.get("note", "") for row in rows}
    project.support_offers.exclude(kind__in=wanted).delete()
    for kind, note in wanted.items():
        SupportOffer.objects.update_or_create(project=project, kind=kind, defaults={"note": note})


def _write_sources(project: Project, rows: Iterable[dict[str, Any]]) -> None:
    shown = set(project.sources.values_list("url", flat=True))
    named = [row for row in rows if row.get("url") or row.get("document")]
    project.sources.set([source_of(**row, is_correction=row.get("url") in shown) for row in named])


WRITERS: dict[str, Callable[[Project, Any], None]] = {
    "tags": _write_tags,
    "organisations": _write_organisations,
    "reaches": _write_reaches,
    "offers": _write_offers,
    "sources": _write_sources,
}
