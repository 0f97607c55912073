"""What a project contributes to the index: its words, its slugs, its dates. The same for every engine."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from districts.models import District
from knowledge.models import Transfer
from projects.choices import Scope
from projects.models import Project, Reach, SupportOffer, TaggedProject
from projects.places import ELSEWHERE

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_AT_START = re.compile(r"\n[#>\-*+\s]+")  # of a line; with "^" every letter would be looked at
_SIGNS = re.compile(r"[*_`|]+")

BATCH = 500  # projects whose links are read at once

# What hangs on projects: the rows that link to it, their field for the project, and what is wanted of them.
# A slug comes first. Whole objects and their managers would take ten times as long to read.
LINKS: Mapping[str, tuple[Any, str, tuple[str, ...]]] = {
    "topics": (Project.topics.through, "project", ("topic__slug", "topic__name")),
    "tags": (TaggedProject, "content_object", ("tag__slug", "tag__name")),
    "synonyms": (TaggedProject, "content_object", ("tag__slug", "tag__synonyms__word")),
    "sectors": (Project.sectors.through, "project", ("sector__slug", "sector__name")),
    "organisations": (Project.organisations.through, "project", ("organisation__slug", "organisation__name")),
    "districts": (Reach, "project", ("district__slug", "district__name")),
    "quarters": (Project.quarters.through, "project", ("quarter__slug", "quarter__name", "quarter__aliases")),
    "offers": (SupportOffer, "project", ("kind",)),
}

Row = tuple[Any, ...]


def indexed_projects() -> QuerySet[Any]:
    """The projects that are found. What hangs on them is read by `documents`."""
    return with_passed_on(Project.objects.published()).select_related("home_district")


def with_passed_on(projects: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate `passed_on`: to how many projects the idea went, as far as everyone may see it."""
    visible = Transfer.objects.visible_to(None).filter(source=OuterRef("pk"), target__isnull=False)
    counted = visible.order_by().values("source").annotate(times=Count("pk")).values("times")
    return projects.annotate(passed_on=Coalesce(Subquery(counted), 0))


@dataclass(frozen=True, slots=True)
class Document:
    """A project as the index sees it, with what hangs on it by the names of `LINKS`."""

    project: Any
    links: Mapping[str, Sequence[Row]]

    def passages(self) -> list[str]:
        """Everything that is looked through, the title first."""
        return [self.project.title, self.project.summary, self.labels(), body(self.project)]

    def labels(self) -> str:
        """The names a project is sorted under: topics, tags, sectors, places, organisations."""
        names = self._names("topics", "tags", "synonyms", "sectors", "organisations")
        names += [self.project.place_name, *self._names("districts", "quarters")]
        for _slug, _name, aliases in self.links["quarters"]:
            names += aliases
        return " · ".join(names)

    def values_of(self, parameter: str, all_districts: Iterable[str]) -> list[str]:
        """The values of a facet that the project carries."""
        match parameter:
            case "bezirk":
                return self._district_slugs(all_districts)
            case "sektor":
                return self._slugs("sectors")
            case "thema":
                return self._slugs("topics")
            case "tag":
                return self._slugs("tags")
            case "unterstuetzung":
                return self._slugs("offers")
            case "laeuft":
                return [self.project.activity]
        raise KeyError(parameter)

    def _district_slugs(self, all_slugs: Iterable[str]) -> list[str]:
        """The districts under which a project counts: a city-wide one under every one of them."""
        if self.project.scope == Scope.CITY:
            return list(all_slugs)
        if self.project.scope == Scope.OUTSIDE:
            return [ELSEWHERE]
        home = [self.project.home_district.slug] if self.project.home_district else []
        return [*home, *self._slugs("districts")]

    def _slugs(self, link: str) -> list[str]:
        return [row[0] for row in self.links[link]]

    def _names(self, *links: str) -> list[str]:
        return [row[1] for link in links for row in self.links[link] if row[1]]


def documents(projects: Iterable[Project]) -> Iterator[Document]:
    """The documents of these projects, in their order: a fixed number of queries for each `BATCH` of them."""
    rest = iter(projects)
    while batch := list(islice(rest, BATCH)):
        links: dict[int, dict[str, list[Row]]] = defaultdict(lambda: {link: [] for link in LINKS})
        for link, (model, field, wanted) in LINKS.items():
            rows = model.objects.filter(_of_these(field, [project.pk for project in batch]))
            for row in rows.order_by("pk").values_list(f"{field}_id", *wanted):
                links[row[0]][link].append(row[1:])
        for project in batch:
            yield Document(project, links[project.pk])


def _of_these(field: str, keys: Sequence[int]) -> Q:
    """The condition that a row links to one of these. Two numbers take far less time than hundreds."""
    first, last = min(keys), max(keys)
    if last - first < 2 * len(keys):  # as when all are read
        return Q(**{f"{field}__gte": first, f"{field}__lte": last})
    return Q(**{f"{field}__in": keys})


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


def every_district_slug() -> list[str]:
    return list(District.objects.values_list("slug", flat=True))


def plain(markdown: str) -> str:
    """A Markdown text without its signs and addresses."""
    text = _LINK.sub(r"\1", markdown) if "](" in markdown else markdown
    return " ".join(_SIGNS.sub("", _AT_START.sub("\n", f"\n{text}")).split())
