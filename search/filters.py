"""The catalogue's filters over the database: the reference for the index, and the way on without it."""

from collections.abc import Iterable, Mapping
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict

from projects.choices import Scope
from projects.models import Project
from projects.places import ELSEWHERE
from search.facets import PARAMETERS, Labels


class ProjectFilter(django_filters.FilterSet):
    """OR within a facet, AND between facets; a city-wide project is in every district."""

    bezirk = django_filters.MultipleChoiceFilter(method="in_districts")
    sektor = django_filters.MultipleChoiceFilter(field_name="sectors__slug")
    thema = django_filters.MultipleChoiceFilter(field_name="topics__slug")
    tag = django_filters.MultipleChoiceFilter(field_name="tag_links__tag__slug")
    unterstuetzung = django_filters.MultipleChoiceFilter(field_name="support_offers__kind")
    laeuft = django_filters.MultipleChoiceFilter(field_name="activity")
    stadtweit = django_filters.CharFilter(method="without_city")

    class Meta:
        model = Project
        fields: list[str] = []

    def __init__(self, data: QueryDict, queryset: QuerySet[Project], labels: Labels) -> None:
        super().__init__(data, queryset)
        for parameter in PARAMETERS:
            self.filters[parameter].extra["choices"] = list(labels.of[parameter].items())

    def in_districts(self, projects: QuerySet[Project], name: str, slugs: Iterable[str]) -> QuerySet[Project]:
        """Those at home in one of the districts or reaching it."""
        slugs = set(slugs)
        if not slugs:
            return projects
        found = Q(home_district__slug__in=slugs) | Q(reaches__district__slug__in=slugs)
        if ELSEWHERE in slugs:
            found |= Q(scope=Scope.OUTSIDE)
        if slugs - {ELSEWHERE}:
            found |= Q(scope=Scope.CITY)
        return projects.filter(pk__in=Project.objects.filter(found).values("pk"))

    def without_city(self, projects: QuerySet[Project], name: str, value: Any) -> QuerySet[Project]:
        return projects.exclude(scope=Scope.CITY) if value == "0" else projects


def filtered(
    projects: QuerySet[Project],
    labels: Labels,
    chosen: Mapping[str, Iterable[str]],
    *,
    with_city: bool = True,
) -> QuerySet[Project]:
    """The projects that carry these choices, each once."""
    data = QueryDict(mutable=True)
    for parameter, values in chosen.items():
        data.setlist(parameter, list(values))
    if not with_city:
        data["stadtweit"] = "0"
    found: QuerySet[Project] = ProjectFilter(data, projects, labels).qs
    return found.distinct()
