"""What is counted of all transfers and of those that filters choose; kept while nothing changes."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef

from districts.models import District
from knowledge.conditions import condition
from knowledge.flows import Flow, flows
from knowledge.models import Transfer
from knowledge.querysets import TransferQuerySet
from knowledge.tallies import Tally, tallies
from outbox.figures import kept
from projects.choices import State
from projects.models import Project, Reach, Topic
from projects.places import all_places, published_by_place

Chosen = tuple[tuple[str, Any], ...]  # names of filters and values, all known


class Around(NamedTuple):
    """What no filter changes: the slugs of the transfers' topics, projects at home in each place, and
    extensions, which are no transfers."""

    topics: frozenset[str]
    projects: Mapping[str, int]
    extensions: int


class Counts(NamedTuple):
    """The transfers by place and by kind, with those pairs and kinds of which none was chosen; the slugs of
    their topics; projects at home in each place; extensions, which are no transfers."""

    flows: list[Flow]
    tallies: list[Tally]
    topics: frozenset[str]
    projects: Mapping[str, int]
    extensions: int


def counts_for(user: Any, chosen: Mapping[str, Any]) -> Counts:
    """The counts of the transfers that this user sees; one query for a visitor, six after a change."""
    key = tuple(sorted(chosen.items()))
    if getattr(user, "is_authenticated", False):
        return Counts(_flows(user, key), _tallies(user, key), *_around(user))
    return Counts(_flows_for_all(key), _tallies_for_all(key), *_around_for_all())


def flows_for(user: Any) -> list[Flow]:
    """The flows of all transfers that this user sees; the rest is not counted for them."""
    return _flows(user, ()) if getattr(user, "is_authenticated", False) else _flows_for_all(())


def topics_for(user: Any) -> frozenset[str]:
    """The slugs of the topics of the transfers that this user sees."""
    if getattr(user, "is_authenticated", False):
        return _topics_of(Transfer.objects.visible_to(user).counted(), user)
    return _around_for_all().topics


def number_at(district: District, user: Any) -> int:
    """How many transfers that this user sees have an end in the district."""
    is_known = getattr(user, "is_authenticated", False)
    return _number_at(district, user) if is_known else _number_for_all(district)


@kept
def _number_for_all(district: District) -> int:
    return _number_at(district, None)


def _number_at(district: District, user: Any) -> int:
    return Transfer.objects.visible_to(user).counted().at(district).count()


@kept
def _flows_for_all(chosen: Chosen) -> list[Flow]:
    return _flows(None, chosen)


@kept
def _tallies_for_all(chosen: Chosen) -> list[Tally]:
    return _tallies(None, chosen)


def _flows(user: Any, chosen: Chosen) -> list[Flow]:
    everything = Transfer.objects.visible_to(user).counted()
    return flows(everything, all_places(), condition(dict(chosen), user))


def _tallies(user: Any, chosen: Chosen) -> list[Tally]:
    everything = Transfer.objects.visible_to(user).counted()
    return tallies(everything, condition(dict(chosen), user))


@kept
def _around_for_all() -> Around:
    return _around(None)


def _around(user: Any) -> Around:
    return Around(
        _topics_of(Transfer.objects.visible_to(user).counted(), user),
        published_by_place(all_places()),
        Reach.objects.exclude(
            project__in=Project.objects.exclude(state=State.PUBLISHED).values("pk")
        ).count(),
    )


def _topics_of(transfers: TransferQuerySet, user: Any) -> frozenset[str]:
    """Slugs of the topics of the ends this user sees.

    Asked topic by topic, which ends at the first transfer: a list of all ends took thirty times as long.
    """
    gave, took = (transfers.order_by().filter(**{end: OuterRef("pk")}) for end in ("source", "target"))
    ends = Project.objects.visible_to(user).filter(Exists(gave) | Exists(took), topics=OuterRef("pk"))
    return frozenset(Topic.objects.filter(Exists(ends)).values_list("slug", flat=True))
