"""The hex map in templates."""

from collections.abc import Iterable
from typing import Any

from django import template

from districts.hexmap import Arc, Tile, draw

register = template.Library()


@register.inclusion_tag("districts/hexmap.html")
def hexmap(tiles: Iterable[Tile], arcs: Iterable[Arc] = (), label: str = "") -> dict[str, Any]:
    """The map as SVG without script; `label` says what it shows. Nothing without tiles.

    One map a page: its arrowhead has a fixed id.
    """
    tiles = list(tiles)
    return {"drawing": draw(tiles, arcs) if tiles else None, "label": label}
