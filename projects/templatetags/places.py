"""Entries by place, for the pages of the districts."""

from collections.abc import Iterable

from django import template

from districts.hexmap import Tile
from districts.models import District
from projects.district_lists import DistrictLists, Idea, ideas_for, lists_of
from projects.places import all_places, place_tiles, published_by_place

register = template.Library()


@register.simple_tag
def all_tiles() -> list[Tile]:
    """Tiles of the map, with the number of projects that are at home in each place; one query."""
    places = all_places()
    return place_tiles(places, published_by_place(places))


@register.simple_tag
def projects_of(district: District | None = None) -> DistrictLists:
    """The first projects of a district by how they belong to it; without one the city-wide ones."""
    return lists_of(district)


@register.simple_tag(takes_context=True)
def ideas_next_door(
    context: template.Context, district: District, neighbours: Iterable[District]
) -> list[Idea]:
    """Topics on which the district has no entry, with what its neighbours do."""
    return ideas_for(district, neighbours, context["request"].user)
