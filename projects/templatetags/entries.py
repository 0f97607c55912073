"""Filters and tags for entries of the catalogue."""

from functools import lru_cache

import segno
from django import template
from django.utils.safestring import SafeString
from heroicons import IconDoesNotExist
from heroicons.templatetags.heroicons import heroicon_outline

from projects.facts import facts_of, is_thin, reach_by_year
from projects.freshness import newest_source_year
from projects.markdown import render_markdown

register = template.Library()

for reading in (facts_of, is_thin, reach_by_year, newest_source_year):
    register.simple_tag(reading)


@register.filter
def markdown(text: str, top_level: int = 3) -> SafeString:
    """The text as clean HTML; its highest heading is `<h{top_level}>`."""
    return render_markdown(text, top_level=top_level)


@register.simple_tag
def topic_icon(name: str, size: int = 24) -> str:
    """The icon of a topic; a plain one if a curator mistyped its name."""
    try:
        return heroicon_outline(name, size=size, aria_hidden="true")
    except IconDoesNotExist:
        return heroicon_outline("sparkles", size=size, aria_hidden="true")


@register.simple_tag
@lru_cache(maxsize=1024)
def qr_code(address: str) -> SafeString:
    """An SVG with the address as a QR code, for paper."""
    return SafeString(segno.make(address, micro=False).svg_inline(scale=3, border=2))
