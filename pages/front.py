"""What the start page shows, and from when on it shows something newer."""

from typing import Any, NamedTuple

from django.db.models import Max

from knowledge.models import Transfer
from pages.models import SeedRecord, Story
from projects.choices import State
from projects.models import Project, Topic

ENOUGH_NEW = 10
ON_THE_PAGE = 6


class Choice(NamedTuple):
    """Projects for the last part of the start page: the newest, or those curators picked."""

    is_newest: bool
    projects: list[Project]


def examples() -> list[Topic]:
    """What to look for, for example: topics in the focus of the group, then those with most projects."""
    return list(Topic.objects.with_projects().featured_first()[:4])


def shown_story(user: Any) -> Story | None:
    """The first story whose transfer and both projects this user may see."""
    visible = Transfer.objects.visible_to(user)
    return (
        Story.objects.filter(is_shown=True, transfer__in=visible)
        .filter(transfer__source__state=State.PUBLISHED, transfer__target__state=State.PUBLISHED)
        .select_related("transfer__source__home_district", "transfer__target__home_district")
        .prefetch_related("transfer__sources")
        .first()
    )


def choice_of_projects(user: Any) -> Choice:
    """The newest entries once there are ten newer than the seed; the curators' choice until then."""
    visible = Project.objects.visible_to(user).published().for_cards()
    newest = visible.order_by("-published_at", "-id")
    seeded_at = SeedRecord.objects.aggregate(last=Max("created_at"))["last"]
    if seeded_at is None:
        return Choice(True, list(newest[:ON_THE_PAGE]))
    newer = newest.filter(created_at__gt=seeded_at)
    if newer[:ENOUGH_NEW].count() >= ENOUGH_NEW:
        return Choice(True, list(newer[:ON_THE_PAGE]))
    picked = visible.filter(highlight__isnull=False).order_by("highlight__position", "highlight__id")
    return Choice(False, list(picked[:ON_THE_PAGE]))
