"""How fresh an entry is: when those who keep it have last confirmed it, and when they are asked again."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from people.models import User
from projects.choices import Activity
from projects.models import Consent, ConsentKind, Project
from projects.querysets import ProjectQuerySet

FRESH_FOR = timedelta(days=365)
ASKED_BEFORE = timedelta(days=28)  # who answers the first mail or the second is never late
ASKED_AGAIN_AFTER = timedelta(days=14)


def newest_source_year(project: Project) -> int | None:
    """The latest known year among the sources; None if no year is known."""
    return max(
        (source.published_year for source in project.sources.all() if source.published_year), default=None
    )


def is_stale(project: Project) -> bool:
    """Whether the last confirmation lies more than 12 months back.

    Never confirmed is not stale; what has ended stays as true as it was.
    """
    return (
        project.last_confirmed is not None
        and project.activity != Activity.ENDED
        and timezone.localdate() - project.last_confirmed > FRESH_FOR
    )


class Freshness(NamedTuple):
    """How many published entries are confirmed, stale, not confirmed yet, or tell of what has ended."""

    confirmed: int
    stale: int
    never: int
    ended: int


def freshness() -> Freshness:
    """Every published entry in one of the four, in one query."""
    since = timezone.localdate() - FRESH_FOR
    runs = ~Q(activity=Activity.ENDED)
    counted = Project.objects.published().aggregate(
        confirmed=Count("pk", filter=runs & Q(last_confirmed__gte=since)),
        stale=Count("pk", filter=runs & Q(last_confirmed__lt=since)),
        never=Count("pk", filter=runs & Q(last_confirmed=None)),
        ended=Count("pk", filter=~runs),
    )
    return Freshness(**counted)


def as_of(project: Project) -> date:
    """The day for which a published entry speaks: of its last confirmation, else of its publication."""
    return project.last_confirmed or timezone.localdate(project.published_at)


def entries_to_confirm() -> ProjectQuerySet:
    """Published entries that it is time to ask about: of projects that may still run, confirmed almost 12
    months ago, or earlier.

    One that nobody has ever confirmed counts if somebody keeps it: others were compiled from sources, and
    say so.
    """
    before = timezone.localdate() - FRESH_FOR + ASKED_BEFORE
    kept = Exists(User.owned_projects.through.objects.filter(project=OuterRef("pk")))
    never_confirmed = Q(kept, last_confirmed=None, published_at__date__lte=before)
    return (
        Project.objects.published()
        .exclude(activity=Activity.ENDED)
        .filter(Q(last_confirmed__lte=before) | never_confirmed)
    )


def keepers_to_ask(project: Project) -> QuerySet[User]:
    """Those who keep the entry and may be asked about it by mail."""
    return User.objects.filter(pk__in=_askable(project.pk).values("user"))


def is_reachable() -> Exists:
    """A condition on projects: somebody keeps it who may be asked by mail."""
    return Exists(_askable(OuterRef("pk")))


def _askable(project: Any) -> QuerySet:
    """Who keeps a project, wants to be reminded, and has not taken back the consent to be asked about it."""
    about_it = Consent.objects.filter(
        kind=ConsentKind.REMIND, user=OuterRef("user"), project=OuterRef("project")
    )
    taken_back = Exists(about_it.filter(withdrawn_at__isnull=False))
    given_again = Exists(about_it.filter(withdrawn_at=None))
    keepers = User.owned_projects.through.objects.filter(
        project=project, user__is_active=True, user__wants_reminders=True
    )
    return keepers.exclude(taken_back & ~given_again)
