"""What the start page shows, and from when on it shows something newer."""

from typing import Any, NamedTuple

from django.db.models import Exists, F, Max, OuterRef

from knowledge.models import Transfer
from outbox.figures import kept
from pages.models import Highlight, SeedRecord, Story
from projects.cards import Card, published_cards
from projects.choices import State
from projects.models import Project, Topic
from projects.topic_counts import topics_with_projects

ENOUGH_NEW = 10
ON_THE_PAGE = 6


class Pick(NamedTuple):
    """A project worth a look, and why, in the group's words; "" for what the seed has chosen."""

    card: Card
    why: str


class Choice(NamedTuple):
    """Projects for the last part of the start page: what the group has chosen, and the newest."""

    picked: list[Pick]
    newest: list[Card]


def examples() -> list[Topic]:
    """What to look for, for example: topics in the focus of the group, then those with most projects."""
    return sorted(topics_with_projects(), key=lambda topic: not topic.is_featured)[:4]


def shown_story(user: Any) -> Story | None:
    """The first story whose transfer and both projects this user may see."""
    visible = Transfer.objects.visible_to(user)  # asked story by story: there are few, and many transfers
    return (
        Story.objects.filter(Exists(visible.filter(pk=OuterRef("transfer"))), is_shown=True)
        .filter(transfer__source__state=State.PUBLISHED, transfer__target__state=State.PUBLISHED)
        .select_related("transfer__source__home_district", "transfer__target__home_district")
        .prefetch_related("transfer__sources")
        .first()
    )


def choice_of_projects() -> Choice:
    """What the group has chosen until a day; then the newest entries once there are ten newer than the seed,
    what the seed has chosen until then. Four queries."""
    newest = _keys_of_newest()
    chosen = Highlight.objects.living().filter(project__state=State.PUBLISHED)
    if newest:
        chosen = chosen.exclude(featured_until=None)
    by_choice = (F("featured_until").asc(nulls_last=True), "position", "pk")
    picked = list(chosen.order_by(*by_choice).values_list("project", "sentence")[:ON_THE_PAGE])
    cards = published_cards([*newest, *(key for key, _why in picked)])
    return Choice(
        [Pick(cards[key], why) for key, why in picked if key in cards],
        [cards[key] for key in newest if key in cards],
    )


@kept
def _keys_of_newest() -> list[int]:
    """Of the newest published entries; none while there are not enough that are newer than the seed."""
    newest = Project.objects.published().order_by("-published_at", "-pk").values_list("pk", flat=True)
    seeded_at = SeedRecord.objects.aggregate(last=Max("created_at"))["last"]
    if seeded_at is None:
        return list(newest[:ON_THE_PAGE])
    newer = list(newest.filter(created_at__gt=seeded_at)[:ENOUGH_NEW])
    return newer[:ON_THE_PAGE] if len(newer) == ENOUGH_NEW else []
