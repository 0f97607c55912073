"""What the start page shows, and from when on it shows something newer."""

from typing import Any, NamedTuple

from django.db.models import F, Max

from knowledge.models import Transfer
from pages.models import Highlight, SeedRecord, Story
from projects.choices import State
from projects.models import Project, Topic

ENOUGH_NEW = 10
ON_THE_PAGE = 6


class Choice(NamedTuple):
    """Projects for the last part of the start page: those curators picked, with their words as `why`; the
    newest."""

    picked: list[Project]
    newest: list[Project]


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
    """What the group has chosen until a day; then the newest entries once there are ten newer than the seed,
    what the seed has chosen until then."""
    visible = Project.objects.visible_to(user).published().for_cards()
    newest = visible.order_by("-published_at", "-id")
    seeded_at = SeedRecord.objects.aggregate(last=Max("created_at"))["last"]
    newer = newest.filter(created_at__gt=seeded_at) if seeded_at else newest
    has_enough = seeded_at is None or newer[:ENOUGH_NEW].count() >= ENOUGH_NEW
    living = Highlight.objects.living()
    chosen = living.exclude(featured_until=None) if has_enough else living
    picked = visible.filter(highlight__in=chosen).annotate(why=F("highlight__sentence"))
    by_choice = (F("highlight__featured_until").asc(nulls_last=True), "highlight__position", "highlight__id")
    return Choice(
        list(picked.order_by(*by_choice)[:ON_THE_PAGE]), list(newer[:ON_THE_PAGE]) if has_enough else []
    )
