"""Named questions about transfers and lessons."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When

from districts.models import District
from knowledge.choices import Certainty, LessonState, Side, Status
from people.permissions import is_curator
from projects.choices import State

if TYPE_CHECKING:
    from knowledge.models import Lesson, Transfer

# A project in one of these states was public once: it may be named as "a project in …".
ONCE_PUBLIC = [State.PUBLISHED, State.ARCHIVED, State.MERGED, State.REMOVED]


class TransferQuerySet(models.QuerySet["Transfer"]):
    def counted(self) -> "TransferQuerySet":
        """All that figures count: retracted ones are history only."""
        return self.exclude(status=Status.RETRACTED)

    def visible_to(self, user: Any) -> "TransferQuerySet":
        """Transfers with at least one public end, and no end that was never public."""
        if is_curator(user):
            return self
        return self.counted().filter(
            Q(target__isnull=True) | Q(target__state__in=ONCE_PUBLIC),
            Q(source__state=State.PUBLISHED) | Q(target__state=State.PUBLISHED),
            source__state__in=ONCE_PUBLIC,
        )

    def with_ends(self) -> "TransferQuerySet":
        """With both ends and their districts, in one query."""
        return self.select_related("source__home_district", "target__home_district", "interested_district")

    def with_certainty(self) -> "TransferQuerySet":
        """Annotate `certainty` (a `Certainty`): both sides > a source > one side."""
        from knowledge.models import Confirmation, Transfer

        confirmed = Confirmation.objects.filter(transfer=OuterRef("pk"))
        source = Transfer.sources.through.objects.filter(transfer=OuterRef("pk"))
        return self.annotate(
            certainty=Case(
                When(
                    Exists(confirmed.filter(side=Side.SOURCE)) & Exists(confirmed.filter(side=Side.TARGET)),
                    then=Value(Certainty.BOTH),
                ),
                When(Exists(source), then=Value(Certainty.SOURCED)),
                default=Value(Certainty.REPORTED),
            )
        )

    def into(self, district: District) -> "TransferQuerySet":
        """Transfers whose receiver is at home in the district, or a group of it."""
        return self.filter(Q(target__home_district=district) | Q(interested_district=district))

    def out_of(self, district: District) -> "TransferQuerySet":
        return self.filter(source__home_district=district)

    def between_districts(self) -> "TransferQuerySet":
        """Those whose two home districts are known and differ."""
        return self.filter(
            Q(target__home_district__isnull=False) & ~Q(target__home_district=F("source__home_district"))
            | Q(interested_district__isnull=False) & ~Q(interested_district=F("source__home_district")),
            source__home_district__isnull=False,
        )


class LessonQuerySet(models.QuerySet["Lesson"]):
    def visible_to(self, user: Any) -> "LessonQuerySet":
        """Published lessons on what is itself visible; curators see all."""
        if is_curator(user):
            return self
        from knowledge.models import Transfer
        from projects.models import Project

        return self.filter(
            Q(project__in=Project.objects.visible_to(user))
            | Q(transfer__in=Transfer.objects.visible_to(user))
            | Q(topic__isnull=False),
            state=LessonState.PUBLISHED,
        )
