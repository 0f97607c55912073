"""What a list shows of a project, and how that is read: in one statement, however long the list."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from outbox import edition
from projects.json_rows import linked_keys, listed
from projects.models import Picture, Project
from projects.models.project import place_name
from projects.prepared import Prepared, Row
from projects.vocabulary import Vocabulary, in_order, vocabulary

MOST_KEPT = 4096  # cards, of about 1 kB


class Link(NamedTuple):
    slug: str
    name: str


class Cover(NamedTuple):
    """The first picture of a project, as far as a card shows it."""

    name: str
    width: int
    height: int
    alternative_text: str

    @property
    def picture(self) -> Picture:
        return Picture(**self._asdict())


class Card(NamedTuple):
    """All that a card says of its project: equal cards look the same."""

    pk: int
    slug: str
    title: str
    summary: str
    language: str
    last_confirmed: date | None
    place_name: str
    sectors: tuple[str, ...]
    topics: tuple[Link, ...]
    icon: str
    cover: Cover | None

    def get_absolute_url(self) -> str:
        return reverse("projects:detail", args=[self.slug])


OWN = ("pk", "slug", "title", "summary", "language", "last_confirmed")


def card_of(project: Project) -> Card:
    """The card of a project that was read `for_cards`."""
    sectors = (sector.pk for sector in project.sectors.all())
    topics = (topic.pk for topic in project.topics.all())
    own = [getattr(project, name) for name in OWN]
    cover = getattr(project, "cover", None)
    return _card(vocabulary(), own, project.place_name, sectors, topics, cover)


def published_cards(keys: Sequence[int]) -> dict[int, Card]:
    """The cards of these projects by key, as far as everyone may see them now; one statement."""
    kept_for = edition.current() or object(), get_language()
    cards = (_made_once(row, *kept_for) for row in _published.found(keys))
    return {card.pk: card for card in cards}


@lru_cache(maxsize=MOST_KEPT)
def _made_once(row: Row, edition: str | object, language: str | None) -> Card:
    """The same row says the same in one edition and language: what it is sorted under has the same names."""
    [[*own, district, place, sectors, topics, cover]] = _published.read([row])
    names = vocabulary()
    where = place_name(names.districts.get(district), place)
    return _card(names, own, where, listed(sectors), listed(topics), cover)


def _card(
    names: Vocabulary,
    own: Sequence[Any],
    where: str,
    sectors: Iterable[int],
    topics: Iterable[int],
    cover: dict[str, Any] | None,
) -> Card:
    found = in_order(names.topics, topics)
    sorted_under = tuple(sector.name for sector in in_order(names.sectors, sectors))
    links = tuple(Link(topic.slug, topic.name) for topic in found)
    icon = found[0].icon if found else ""
    return Card._make([*own, where, sorted_under, links, icon, Cover(**cover) if cover else None])


def _by_key(keys: Sequence[int]) -> QuerySet[Any, Any]:
    sectors, topics = linked_keys(Project, "sectors"), linked_keys(Project, "topics")
    shown = Project.objects.published().filter(pk__in=keys).order_by().with_cover()
    return shown.values_list(*OWN, "home_district", "place", sectors, topics, "cover")


_published = Prepared(_by_key)
