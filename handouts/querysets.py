"""Named questions about hand-outs."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from knowledge.choices import LessonState
from people.permissions import is_curator
from projects.choices import State

if TYPE_CHECKING:
    from handouts.models import Handout, HandoutVersion

# A lesson or a project that somebody wanted to go, whether or not the group has decided about it.
IS_GONE = Q(lesson__state=LessonState.REMOVED) | Q(project__state=State.REMOVED)


class HandoutQuerySet(models.QuerySet["Handout"]):
    def visible_to(self, user: Any) -> "HandoutQuerySet":
        """Those of which there is a version, withdrawn or not; curators see what is being written, too."""
        if is_curator(user):
            return self
        from handouts.models import HandoutVersion

        return self.filter(Exists(HandoutVersion.objects.filter(handout=OuterRef("pk"))))

    def released(self) -> "HandoutQuerySet":
        """Those with a version that can be read, each with the latest of them as `readable[0]`."""
        from handouts.models import HandoutVersion

        readable = HandoutVersion.objects.readable().without_bytes()
        has_one = Exists(readable.filter(handout=OuterRef("pk")))
        latest = Prefetch("versions", readable, to_attr="readable")
        return self.filter(has_one).select_related("topic").prefetch_related(latest)

    def proposed(self) -> "HandoutQuerySet":
        """Those the group decides about, the longest waiting first."""
        return self.filter(proposed_at__isnull=False).order_by("proposed_at", "pk")

    def for_writing(self) -> "HandoutQuerySet":
        """With chapters and all that stands in them, in a fixed number of queries."""
        from handouts.models import ChapterItem

        ends = ("lesson__transfer__source", "lesson__transfer__target", "lesson__topic")
        places = ("project__home_district", "lesson__project__home_district")
        items = ChapterItem.objects.select_related(*places, *ends)
        return self.select_related("topic").prefetch_related("chapters", Prefetch("chapters__items", items))


class VersionQuerySet(models.QuerySet["HandoutVersion"]):
    def standing(self) -> "VersionQuerySet":
        """Those that are not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def readable(self) -> "VersionQuerySet":
        """Standing ones without anything that somebody wants to go: removal on request wins, at once."""
        from handouts.models import Use

        return self.standing().exclude(Exists(Use.objects.filter(IS_GONE, version=OuterRef("pk"))))

    def without_bytes(self) -> "VersionQuerySet":
        """Without what only the version's own pages need."""
        return self.defer("content", "html", "pdf")
