"""The hex map in templates."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from districts.hexmap import Arc, Tile, draw

register = template.Library()


@register.simple_tag
def hexmap(tiles: Iterable[Tile], arcs: Iterable[Arc] = (), label: str = "") -> SafeString:
    """The map with its legend as SVG without script; `label` says what it shows. Nothing without tiles.

    One map a page: its arrowhead has a fixed id.
    """
    return _rendered(tuple(tiles), tuple(arcs), label, get_language())


@lru_cache(maxsize=64)
def _rendered(tiles: tuple[Tile, ...], arcs: tuple[Arc, ...], label: str, language: str | None) -> SafeString:
    """Kept: the same map is shown again and again, and takes longer than the rest of its page."""
    if not tiles:
        return SafeString()
    return render_to_string("districts/hexmap.html", {"drawing": draw(tiles, arcs), "label": label})
