"""Filters and tags for entries of the catalogue."""

from functools import lru_cache
from typing import Any

import segno
from django import template
from django.utils.safestring import SafeString
from heroicons import IconDoesNotExist
from heroicons.templatetags.heroicons import heroicon_outline

from projects.actions.freshness import mark_of_seen
from projects.facts import facts_of, is_thin, reach_by_year
from projects.freshness import entries_to_confirm, newest_source_year
from projects.markdown import render_markdown
from projects.prerequisites import prerequisites_of

register = template.Library()

for reading in (facts_of, is_thin, reach_by_year, newest_source_year):
    register.simple_tag(reading)
register.filter("mark_of_seen", mark_of_seen)
register.filter("asks_for_enough", lambda project: bool(prerequisites_of(project)))


@register.inclusion_tag("projects/to_confirm.html", takes_context=True)
def entries_to_confirm_of(context: dict[str, Any], person: Any) -> dict[str, Any]:
    """Those that this person keeps and is asked about: still right, to change, or ended?"""
    asked = entries_to_confirm().filter(owners=person).order_by("title", "pk")
    return {"entries": asked, "csrf_token": context.get("csrf_token")}


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
