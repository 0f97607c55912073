"""Named questions about transfers and lessons."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, Exists, OuterRef, Prefetch, Q, Value, When

from districts.models import District
from knowledge.choices import Certainty, LessonState, Side, Status
from people.permissions import is_curator
from projects.choices import State
from projects.models import Project

if TYPE_CHECKING:
    from knowledge.models import Lesson, LessonEcho, Transfer

# A project in one of these states may be named as "a project in …", if it was public before.
ONCE_PUBLIC = [State.PUBLISHED, State.ARCHIVED, State.MERGED, State.REMOVED]


def _was_public(end: str) -> Q:
    """The project at this end of a transfer was shown to everyone, now or before."""
    return Q(**{f"{end}__published_at__isnull": False, f"{end}__state__in": ONCE_PUBLIC})


def _public() -> Q:
    """At least one end is public, and no end was never public.

    What holds for nearly all is asked first: in the other order it takes twice as long.
    """
    gives, takes = Q(source__state=State.PUBLISHED), Q(target__state=State.PUBLISHED)
    return gives & (Q(target__isnull=True) | takes | _was_public("target")) | takes & _was_public("source")


class TransferQuerySet(models.QuerySet["Transfer"]):
    def counted(self) -> "TransferQuerySet":
        """All that figures count: retracted ones are history only."""
        return self.exclude(status=Status.RETRACTED)

    def visible_to(self, user: Any) -> "TransferQuerySet":
        """Transfers with at least one public end, and no end that was never public; curators see all, and
        both sides what they share.

        An end that is public no more is masked by `knowledge.ends`: that it was there stays known.
        """
        if is_curator(user):
            return self
        shared = self._shared_by(user) if getattr(user, "is_authenticated", False) else Q()
        return self.counted().filter(_public() | shared if shared else _public())

    def shared_by(self, person: Any) -> "TransferQuerySet":
        """Those in which this person belongs to one side or both."""
        return self.counted().filter(self._shared_by(person))

    def _shared_by(self, person: Any) -> Q:
        """The people of the source, those of the target, and the groups that want to take it over."""
        theirs = Project.objects.answered_by(person).values("pk")
        groups = person.interests.filter(transfer__isnull=False).values("transfer")
        return Q(source__in=theirs) | Q(target__in=theirs) | Q(pk__in=groups)

    def whole_to(self, user: Any) -> "TransferQuerySet":
        """Of the visible ones those with no masked end: only their texts may be read."""
        projects = Project.objects.visible_to(user)
        sees_source = Exists(projects.filter(pk=OuterRef("source")))
        sees_target = Exists(projects.filter(pk=OuterRef("target")))
        return self.visible_to(user).filter(sees_source, Q(target__isnull=True) | sees_target)

    def with_ends(self, user: Any) -> "TransferQuerySet":
        """With both ends and their districts, and whether this user sees them, in one query."""
        projects = Project.objects.visible_to(user)
        return self.select_related(
            "source__home_district", "target__home_district", "interested_district"
        ).annotate(
            sees_source=Exists(projects.filter(pk=OuterRef("source"))),
            sees_target=Exists(projects.filter(pk=OuterRef("target"))),
        )

    def with_certainty(self) -> "TransferQuerySet":
        """Annotate `certainty` (a value of `Certainty`): both sides > a source > one side."""
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

    def for_lists(self, user: Any) -> "TransferQuerySet":
        """With all that a list shows of a transfer, in two queries."""
        return self.with_ends(user).with_certainty().prefetch_related("adaptations")

    def into(self, district: District) -> "TransferQuerySet":
        """Transfers whose receiver is at home in the district, or a group of it."""
        return self.filter(Q(target__home_district=district) | Q(interested_district=district))

    def out_of(self, district: District) -> "TransferQuerySet":
        return self.filter(source__home_district=district)

    def at(self, district: District) -> "TransferQuerySet":
        """Those of both lists, each once."""
        taken = Q(target__home_district=district) | Q(interested_district=district)
        return self.filter(taken | Q(source__home_district=district))


class LessonQuerySet(models.QuerySet["Lesson"]):
    def published(self) -> "LessonQuerySet":
        return self.filter(state=LessonState.PUBLISHED)

    def visible_to(self, user: Any) -> "LessonQuerySet":
        """Published lessons on what is itself visible, on a transfer with both ends; curators see all."""
        if is_curator(user):
            return self
        from knowledge.models import Transfer

        # Asked row by row: as a list of all projects it took a hundred times as long.
        on_project = Exists(Project.objects.visible_to(user).filter(pk=OuterRef("project")))
        on_transfer = Exists(Transfer.objects.whole_to(user).filter(pk=OuterRef("transfer")))
        return self.published().filter(on_project | on_transfer | Q(topic__isnull=False))

    def about_any(self, projects: Collection[int]) -> "LessonQuerySet":
        """Lessons about projects with these keys, and on how they were taken over."""
        by_transfer = Q(transfer__source__in=projects) | Q(transfer__target__in=projects)
        return self.filter(Q(project__in=projects) | by_transfer)

    def told_by(self, user: Any) -> "LessonQuerySet":
        """What this person has told, unless it was removed."""
        return self.filter(submitted_by=user).exclude(state=LessonState.REMOVED)

    def with_echoes(self) -> "LessonQuerySet":
        """With what others say to them, in one query; `echoes.all()` holds what may be shown only."""
        from knowledge.models import LessonEcho

        return self.prefetch_related(Prefetch("echoes", LessonEcho.objects.published()))

    def for_lists(self) -> "LessonQuerySet":
        """With what they are about, in the same statement, and their echoes."""
        return self.select_related("project__home_district", "transfer", "topic").with_echoes()


class EchoQuerySet(models.QuerySet["LessonEcho"]):
    def published(self) -> "EchoQuerySet":
        return self.filter(state=LessonState.PUBLISHED)

    def waiting(self) -> "EchoQuerySet":
        """Those the group has not decided on, on lessons that are shown."""
        return self.filter(state=LessonState.SUBMITTED, lesson__state=LessonState.PUBLISHED)
