"""What a project contributes to the index: its words, its slugs, its dates. The same for every engine."""

import re
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from districts.models import District
from knowledge.models import Transfer
from projects.choices import Scope
from projects.models import Project, Tag
from projects.places import ELSEWHERE

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_SIGNS = re.compile(r"^[#>\-*+\s]+|[*_`|]+", re.MULTILINE)


def indexed_projects() -> QuerySet[Any]:
    """The projects that are found, with all that the index wants to know, in a fixed number of queries."""
    return (
        with_passed_on(Project.objects.published())
        .select_related("home_district")
        .prefetch_related(
            "reached_districts",
            "quarters",
            "sectors",
            "topics",
            "tag_links__tag__synonyms",
            "organisations",
            "support_offers",
        )
    )


def with_passed_on(projects: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate `passed_on`: to how many projects the idea went, as far as everyone may see it."""
    visible = Transfer.objects.visible_to(None).filter(source=OuterRef("pk"), target__isnull=False)
    counted = visible.order_by().values("source").annotate(times=Count("pk")).values("times")
    return projects.annotate(passed_on=Coalesce(Subquery(counted), 0))


def passages(project: Project) -> list[str]:
    """Everything that is looked through, the title first."""
    return [project.title, project.summary, labels(project), body(project)]


def values_of(project: Project, parameter: str, all_districts: Iterable[str]) -> list[str]:
    """The values of a facet that a project carries."""
    match parameter:
        case "bezirk":
            return district_slugs(project, all_districts)
        case "sektor":
            return [sector.slug for sector in project.sectors.all()]
        case "thema":
            return [topic.slug for topic in project.topics.all()]
        case "tag":
            return [link.tag.slug for link in project.tag_links.all()]
        case "unterstuetzung":
            return [offer.kind for offer in project.support_offers.all()]
        case "laeuft":
            return [project.activity]
    raise KeyError(parameter)


def body(project: Project) -> str:
    """The running text of a project, without Markdown's signs: what passages are shown from."""
    texts = (
        project.description,
        project.problem,
        project.core,
        project.flexible,
        project.prerequisites,
        project.results,
    )
    return "\n".join(plain(text) for text in texts if text)


def labels(project: Project) -> str:
    """The names a project is sorted under: topics, tags, sectors, places, organisations."""
    names = [
        *map(str, project.topics.all()),
        *(word for link in project.tag_links.all() for word in _words_for(link.tag)),
        *map(str, project.sectors.all()),
        *map(str, project.organisations.all()),
        project.place_name,
        *map(str, project.reached_districts.all()),
    ]
    for quarter in project.quarters.all():
        names += [quarter.name, *quarter.aliases]
    return " · ".join(names)


def _words_for(tag: Tag) -> list[str]:
    return [tag.name, *map(str, tag.synonyms.all())]


def district_slugs(project: Project, all_slugs: Iterable[str]) -> list[str]:
    """The districts under which a project counts: a city-wide one under every one of them."""
    if project.scope == Scope.CITY:
        return list(all_slugs)
    if project.scope == Scope.OUTSIDE:
        return [ELSEWHERE]
    home = [project.home_district.slug] if project.home_district else []
    return [*home, *(district.slug for district in project.reached_districts.all())]


def every_district_slug() -> list[str]:
    return list(District.objects.values_list("slug", flat=True))


def plain(markdown: str) -> str:
    """A Markdown text without its signs and addresses."""
    return " ".join(_SIGNS.sub("", _LINK.sub(r"\1", markdown)).split())
