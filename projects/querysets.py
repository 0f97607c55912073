"""Named questions about projects."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, Count, JSONField, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import JSONObject
from django.utils import timezone

from districts.models import District
from people.models import ContactPoint
from people.permissions import is_curator
from projects.choices import State
from projects.json_rows import JSONRows

if TYPE_CHECKING:
    from projects.models import Picture, Project, Topic


# Of a picture, what a card and what a page shows.
COVER = ("name", "width", "height", "alternative_text")
GALLERY = (*COVER, "id", "position", "credit")


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

    def answered_by(self, person: Any) -> "ProjectQuerySet":
        """Those for which this person, who is signed in, speaks: who keeps the entry, or is its contact."""
        kept = person.owned_projects.through.objects.filter(user=person).values("project")
        asked = self.model._default_manager.filter(contact__in=ContactPoint.objects.of(person))
        return self.filter(Q(pk__in=kept) | Q(pk__in=asked.values("pk"))).exclude(state=State.REMOVED)

    def published(self) -> "ProjectQuerySet":
        """What everyone may see; the only ones that are indexed."""
        return self.filter(state=State.PUBLISHED)

    def at_home_or_reaching(self, district: District) -> "ProjectQuerySet":
        """Projects that are at home in the district or reach it; city-wide ones not counted."""
        return self.filter(Q(home_district=district) | Q(reaches__district=district)).distinct()

    def for_cards(self) -> "ProjectQuerySet":
        """With all that a card in a list shows, in a fixed number of queries."""
        return self.with_cover().select_related("home_district").prefetch_related("topics", "sectors")

    def with_cover(self) -> "ProjectQuerySet":
        """Annotate `cover`: what a card says of the first picture that is not hidden, else None.

        Within the same statement: a list asks no more often for having pictures.
        """
        first = _shown_pictures().values(said=_object_of(COVER))[:1]
        return self.annotate(cover=Subquery(first, output_field=JSONField()))

    def with_gallery(self) -> "ProjectQuerySet":
        """Annotate `gallery`: what the page says of each picture that is not hidden, else None."""
        said = _shown_pictures().order_by().values("project").annotate(said=JSONRows(_object_of(GALLERY)))
        return self.annotate(gallery=Subquery(said.values("said"), output_field=JSONField()))

    def for_page(self) -> "ProjectQuerySet":
        """With all that the page of one project shows."""
        from projects.models import Reach

        return (
            self.with_gallery()
            .select_related("home_district", "contact", "on_behalf")
            .prefetch_related(
                "topics",
                "sectors",
                "tags",
                "organisations",
                "quarters",
                Prefetch("reaches", Reach.objects.select_related("district")),
                "sources",
                "support_offers",
            )
        )


def _shown_pictures() -> "PictureQuerySet":
    from projects.models import Picture

    return Picture.objects.shown().filter(project=OuterRef("pk"))


def _object_of(fields: Iterable[str]) -> JSONObject:
    return JSONObject(**{field: field for field in fields})


def published_count() -> Count:
    """An annotation for sectors, topics and tags: how many published projects they have."""
    return Count("projects", filter=Q(projects__state=State.PUBLISHED), distinct=True)


class TopicQuerySet(models.QuerySet["Topic"]):
    def with_projects(self) -> "TopicQuerySet":
        """Topics that have published projects, those with most first, each with its `project_count`."""
        counted = self.annotate(project_count=published_count())
        return counted.filter(project_count__gt=0).order_by("-project_count", "name")


class PictureQuerySet(models.QuerySet["Picture"]):
    def visible_to(self, user: Any) -> "PictureQuerySet":
        """Those of the entries that this user may see; what was reported is for the group alone."""
        if is_curator(user):
            return self
        from projects.models import Project

        return self.shown().filter(project__in=Project.objects.visible_to(user))

    def shown(self) -> "PictureQuerySet":
        """Those that nobody has reported, as far as their entry may be seen."""
        return self.filter(hidden_at__isnull=True)
