"""What the map of travelling ideas shows: places with their projects, flows between them, as tables too."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from districts.hexmap import MOST_ARCS, Arc, Tile
from knowledge.counts import flows_for
from knowledge.flows import Flow
from projects.places import Places, all_places, place_tiles, published_by_place

Url = Callable[[str, str], str]


class Way(NamedTuple):
    """From one place to another, by their names: how many went, and where they are listed."""

    start: str
    end: str
    number: int
    url: str


class TravelMap(NamedTuple):
    """Tiles and arcs of the map, and the same numbers for the tables beside it: the arcs that are drawn, and
    how many more there are."""

    tiles: tuple[Tile, ...]
    arcs: tuple[Arc, ...]
    ways: tuple[Way, ...]
    more: int


def travel_map(user: Any) -> TravelMap:
    """The map of all transfers that this user sees over all published projects."""
    places = all_places()
    return map_of(flows_for(user), published_by_place(places), places, _listed)


def map_of(flows: Iterable[Flow], projects: Mapping[str, int], places: Places, url: Url) -> TravelMap:
    """The map of what was counted; no query. `url` leads from a pair to its transfers."""
    counted = [flow for flow in flows if flow.number]
    ways = tuple(
        Way(places.names[flow.start], places.names[flow.end], flow.number, url(flow.start, flow.end))
        for flow in counted[:MOST_ARCS]
    )
    ends = {end for flow in counted for end in (flow.start, flow.end)}
    return TravelMap(
        tiles=tuple(place_tiles(places, projects, ends)),
        arcs=tuple(Arc(flow.start, flow.end, flow.number, is_sure=flow.sure > 0) for flow in counted),
        ways=ways,
        more=len(counted) - len(ways),
    )


def _listed(start: str, end: str) -> str:
    return f"{reverse('knowledge:transfers')}?{urlencode({'von': start, 'nach': end})}#liste"
