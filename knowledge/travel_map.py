"""What the map of travelling ideas shows: places with their projects, flows between them, as tables too."""

from typing import NamedTuple

from districts.hexmap import Arc, Tile
from districts.models import District
from knowledge.flows import Flow, flows
from knowledge.querysets import TransferQuerySet
from projects.places import place_names, place_tiles


class TravelMap(NamedTuple):
    """Tiles and arcs of the map, and the same numbers with the names of places for the tables beside it."""

    tiles: list[Tile]
    arcs: list[Arc]
    flows: list[Flow]


def travel_map(transfers: TransferQuerySet) -> TravelMap:
    """The map of these transfers over all published projects, in three queries."""
    return map_of(flows(transfers), list(District.objects.all()))


def map_of(found: list[Flow], districts: list[District]) -> TravelMap:
    """The map of flows that were counted before, in one query."""
    names = place_names(districts)
    return TravelMap(
        tiles=place_tiles(districts, ends={end for flow in found for end in (flow.start, flow.end)}),
        arcs=[Arc(*flow) for flow in found],
        flows=[flow.named(names) for flow in found],
    )
