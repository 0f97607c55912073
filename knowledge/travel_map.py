"""What the map of travelling ideas shows: places with their projects, flows between them, as tables too."""

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from districts.hexmap import MOST_ARCS, Arc, Tile
from knowledge.flows import Flow, flows
from knowledge.querysets import TransferQuerySet
from projects.places import Places, all_places, place_tiles

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

    tiles: list[Tile]
    arcs: list[Arc]
    ways: list[Way]
    more: int


def travel_map(transfers: TransferQuerySet) -> TravelMap:
    """The map of these transfers over all published projects, in two queries."""
    places = all_places()
    return map_of(flows(transfers, places), places, _listed)


def map_of(found: list[Flow], places: Places, url: Url) -> TravelMap:
    """The map of flows that were counted before, in one query. `url` leads from a pair to its transfers."""
    counted = [flow for flow in found if flow.number]
    ways = [
        Way(places.names[flow.start], places.names[flow.end], flow.number, url(flow.start, flow.end))
        for flow in counted[:MOST_ARCS]
    ]
    return TravelMap(
        tiles=place_tiles(places, ends={end for flow in counted for end in (flow.start, flow.end)}),
        arcs=[Arc(flow.start, flow.end, flow.number, is_sure=flow.sure > 0) for flow in counted],
        ways=ways,
        more=len(counted) - len(ways),
    )


def _listed(start: str, end: str) -> str:
    return f"{reverse('knowledge:transfers')}?{urlencode({'von': start, 'nach': end})}#liste"
