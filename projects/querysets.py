"""Named questions about projects."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Prefetch, Q

from districts.models import District
from people.permissions import is_curator
from projects.choices import State

if TYPE_CHECKING:
    from projects.models import Project, Topic


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: Any) -> "ProjectQuerySet":
        """What this user may see: the published ones, their own; curators see all."""
        if is_curator(user):
            return self
        published = Q(state=State.PUBLISHED)
        if getattr(user, "is_authenticated", False):
            own = Q(submitted_by=user) | Q(pk__in=user.owned_projects.values("pk"))
            return self.filter(published | own & ~Q(state=State.REMOVED))
        return self.filter(published)

    def involving(self, user: Any) -> "ProjectQuerySet":
        """What this person has handed in or keeps, unless it was removed."""
        own = Q(submitted_by=user) | Q(pk__in=user.owned_projects.values("pk"))
        return self.filter(own).exclude(state=State.REMOVED)

    def published(self) -> "ProjectQuerySet":
        """What everyone may see; the only ones that are indexed."""
        return self.filter(state=State.PUBLISHED)

    def at_home_or_reaching(self, district: District) -> "ProjectQuerySet":
        """Projects that are at home in the district or reach it; city-wide ones not counted."""
        return self.filter(Q(home_district=district) | Q(reaches__district=district)).distinct()

    def for_cards(self) -> "ProjectQuerySet":
        """With all that a card in a list shows, in a fixed number of queries."""
        return self.select_related("home_district").prefetch_related("topics", "sectors")

    def for_page(self) -> "ProjectQuerySet":
        """With all that the page of one project shows."""
        from projects.models import Reach

        return self.select_related("home_district", "contact").prefetch_related(
            "topics",
            "sectors",
            "tags",
            "organisations",
            "quarters",
            Prefetch("reaches", Reach.objects.select_related("district")),
            "sources",
            "support_offers",
        )


def published_count() -> Count:
    """An annotation for sectors, topics and tags: how many published projects they have."""
    return Count("projects", filter=Q(projects__state=State.PUBLISHED), distinct=True)


class TopicQuerySet(models.QuerySet["Topic"]):
    def with_projects(self) -> "TopicQuerySet":
        """Topics that have published projects, those with most first, each with its `project_count`."""
        counted = self.annotate(project_count=published_count())
        return counted.filter(project_count__gt=0).order_by("-project_count", "name")
