"""What a district's page lists: projects by how they belong to it, and what its neighbours do."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from districts.models import District
from projects.cards import Card, published_cards
from projects.choices import Scope, State
from projects.models import Project, Reach, Topic

LONGEST_AT_HOME, LONGEST = 12, 6  # the catalogue has them all
MOST_TOPICS = 6
EXAMPLES_A_TOPIC = 2
BY_TITLE = ("title", "pk")


class Extension(NamedTuple):
    """A project from elsewhere that reaches the district, and since when, if that is known."""

    card: Card
    since_year: int | None


class DistrictLists(NamedTuple):
    """The first projects of each kind, and whether there are more."""

    at_home: list[Card]
    reaching: list[Extension]
    city_wide: list[Card]
    has_more: bool

    @property
    def has_own(self) -> bool:
        """Whether any are from here: at home or reaching."""
        return bool(self.at_home or self.reaching)


def lists_of(district: District | None) -> DistrictLists:
    """The published projects of a district (None: the city-wide ones only), in four queries at most.

    One list after the other, each in the order of an index: ranking them all takes a hundred times as long.
    """
    at_home, reaching, city_wide = _at_home(district), _reaching(district), _city_wide(district)
    shown = at_home[:LONGEST_AT_HOME], reaching[:LONGEST], city_wide[:LONGEST]
    cards = published_cards([*shown[0], *(key for key, _since in shown[1]), *shown[2]])
    return DistrictLists(
        [cards[key] for key in shown[0] if key in cards],
        [Extension(cards[key], since) for key, since in shown[1] if key in cards],
        [cards[key] for key in shown[2] if key in cards],
        has_more=shown != (at_home, reaching, city_wide),
    )


def _at_home(district: District | None) -> list[int]:
    """The first keys, and one more."""
    here = Project.objects.published().filter(scope=Scope.DISTRICTS, home_district=district)
    return list(here.order_by(*BY_TITLE).values_list("pk", flat=True)[: LONGEST_AT_HOME + 1])


def _reaching(district: District | None) -> list[tuple[int, int | None]]:
    """The same of projects that are at home elsewhere, with the year since when they reach the district."""
    rows = Reach.objects.filter(district=district, project__state=State.PUBLISHED)
    elsewhere = rows.exclude(project__scope=Scope.DISTRICTS, project__home_district=district)
    by_title = elsewhere.order_by("project__title", "project")
    return list(by_title.values_list("project", "since_year")[: LONGEST + 1])


def _city_wide(district: District | None) -> list[int]:
    """The same of projects that reach no district in particular, as far as this one is concerned."""
    named = Reach.objects.filter(district=district, project=OuterRef("pk"))
    city = Project.objects.published().filter(~Exists(named), scope=Scope.CITY, home_district=None)
    return list(city.order_by(*BY_TITLE).values_list("pk", flat=True)[: LONGEST + 1])


class Idea(NamedTuple):
    """A topic on which a district has no entry, and what its neighbours do there."""

    topic: Topic
    examples: list[Project]


def ideas_for(district: District, neighbours: Iterable[District], user: Any) -> list[Idea]:
    """Topics without an entry from the district, those with most projects next door first; two queries."""
    visible = Project.objects.visible_to(user).published()
    next_door = visible.filter(home_district__in=list(neighbours))
    known = Topic.objects.filter(projects__in=visible.at_home_or_reaching(district))
    topics = list(
        Topic.objects.exclude(pk__in=known)
        .annotate(next_door=Count("projects", filter=Q(projects__in=next_door), distinct=True))
        .filter(next_door__gt=0)
        .order_by("-next_door", "name")[:MOST_TOPICS]
    )
    link_model: Any = Project.topics.through
    links = (
        link_model.objects.filter(topic__in=topics, project__in=next_door)
        .annotate(
            rank=Window(RowNumber(), partition_by="topic_id", order_by=["project__title", "project_id"])
        )
        .filter(rank__lte=EXAMPLES_A_TOPIC)
        .select_related("project__home_district")
        .order_by("rank")
    )
    examples: dict[int, list[Project]] = {}
    for link in links if topics else ():
        examples.setdefault(link.topic_id, []).append(link.project)
    return [Idea(topic, examples[topic.pk]) for topic in topics]
