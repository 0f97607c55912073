"""What a district's page lists: projects by how they belong to it, and what its neighbours do."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    Count,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from districts.models import District
from projects.cards import Card, published_cards
from projects.choices import Scope
from projects.models import Project, Reach, Topic

AT_HOME, REACHING, CITY_WIDE = 1, 2, 3
LONGEST = {AT_HOME: 12, REACHING: 6, CITY_WIDE: 6}  # the catalogue has them all
MOST_TOPICS = 6
EXAMPLES_A_TOPIC = 2


class Extension(NamedTuple):
    """A project from elsewhere that reaches the district, and since when, if that is known."""

    card: Card
    since_year: int | None


class DistrictLists(NamedTuple):
    """The first projects of each kind, and how many there are."""

    at_home: list[Card]
    reaching: list[Extension]
    city_wide: list[Card]
    totals: dict[int, int]

    @property
    def total(self) -> int:
        """How many there are from here: at home or reaching."""
        return self.totals.get(AT_HOME, 0) + self.totals.get(REACHING, 0)

    @property
    def has_more(self) -> bool:
        return any(number > LONGEST[kind] for kind, number in self.totals.items())


def lists_of(district: District | None) -> DistrictLists:
    """The published projects of a district (None: the city-wide ones only), in two queries."""
    first = Q(rank__lte=LONGEST[AT_HOME], belonging=AT_HOME) | Q(rank__lte=LONGEST[CITY_WIDE])
    rows = list(_ranked(district).filter(first).order_by("belonging", "rank"))
    cards = published_cards([row.key for row in rows])
    shown = {
        kind: [Extension(cards[row.key], row.since_year) for row in group if row.key in cards]
        for kind, group in groupby(rows, key=lambda row: row.belonging)
    }
    return DistrictLists(
        [one.card for one in shown.get(AT_HOME, ())],
        shown.get(REACHING, []),
        [one.card for one in shown.get(CITY_WIDE, ())],
        {row.belonging: row.number for row in rows},
    )


def _ranked(district: District | None) -> Any:
    """Keys of projects with how they belong to the district, their rank within that kind and its size.

    Nothing else: the database carries what it ranks.
    """
    since = Reach.objects.filter(project=OuterRef("pk"), district=district).values("since_year")[:1]
    reached = Reach.objects.filter(district=district).values("project")
    return (
        Project.objects.published()
        .annotate(
            belonging=Case(
                When(home_district=district, home_district__isnull=False, then=Value(AT_HOME)),
                When(pk__in=reached, then=Value(REACHING)),
                When(scope=Scope.CITY, then=Value(CITY_WIDE)),
                output_field=IntegerField(),
            ),
            since_year=Subquery(since),
        )
        .filter(belonging__isnull=False)
        .annotate(
            rank=Window(RowNumber(), partition_by="belonging", order_by=["title", "pk"]),
            number=Window(Count("pk"), partition_by="belonging"),
            key=F("pk"),
        )
        .values_list("key", "belonging", "since_year", "number", named=True)
    )


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
