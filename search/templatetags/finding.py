"""Tags by which other pages use the search."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from haystack import connections
from haystack.query import SearchQuerySet

from projects.cards import Card, published_cards
from projects.models import Project
from projects.templatetags.cards import inside
from search.answers import Hit
from search.facets import Group, Value
from search.healing import noticed
from search.likeness import likely_meant as entries_meant
from search.likeness import projects_for as projects_about

register = template.Library()

MOST_SIMILAR = 3
MOST_VALUES_KEPT = 4096


@register.inclusion_tag("search/search_box.html")
def search_box(words: str = "") -> Mapping[str, Any]:
    """The form that leads to the catalogue."""
    return {"words": words}


@register.inclusion_tag("search/likely.html")
def likely_meant(title: str | None) -> Mapping[str, Any]:
    """Published entries that a title may mean; nothing if there are none."""
    return {"likely": entries_meant(title or "")}


@register.simple_tag
def projects_for(words: str) -> list[Card]:
    """At most three public projects that these words are about."""
    return projects_about(words)


@register.simple_tag
def similar_projects(project: Project) -> tuple[Card, ...]:
    """At most three public projects whose words are most like those of this one.

    None if the index cannot answer: a page does without them.
    """
    try:
        keys = _keys_like(project)
    except Exception as error:
        noticed("No similar projects", error)
        return ()
    cards = published_cards(keys)
    return tuple(cards[key] for key in keys if key in cards)


def _keys_like(project: Project) -> list[int]:
    """Keys of the entries most like this one, which stay the same as long as the index does."""
    known = _keys_like_in.setdefault(connections["default"].get_backend().snapshot(), {})
    if project.pk not in known:
        found = SearchQuerySet().more_like_this(project)[:MOST_SIMILAR]
        known[project.pk] = [int(result.pk) for result in found]
    return known[project.pk]


_keys_like_in: WeakKeyDictionary[Any, dict[int, list[int]]] = WeakKeyDictionary()  # by state of the index


@register.simple_tag
def hit_items(hits: Iterable[Hit]) -> SafeString:
    """The items of a list of hits."""
    language = get_language()
    cards = (inside(hit.project, 3, hit.passed_on, language, hit.snippet) for hit in hits)
    return SafeString("".join([f'<li class="card">{card}</li>' for card in cards]))


@register.simple_tag
def legend_and_boxes(group: Group) -> SafeString:
    """What a facet is called, and its values, to be chosen.

    Fifty of them in a template took as long as the whole search.
    """
    boxes = [_check_box(group.facet.parameter, value) for value in group.values]
    return SafeString(f"<legend>{escape(str(group.facet.title))}</legend>{''.join(boxes)}")


def _check_box(parameter: str, value: Value) -> str:
    start, label = _parts(parameter, value.slug, value.label)
    checked = " checked" if value.is_chosen else ""
    number = f' <span class="n">{value.hits}</span>' if value.hits else ""
    return f"{start}{checked}{label}{number}</label>"


@lru_cache(maxsize=MOST_VALUES_KEPT)
def _parts(parameter: str, slug: str, label: str) -> tuple[str, str]:
    """A box up to where it may be checked, and its label."""
    box = '<label><input type="checkbox" id="{0}-{1}" name="{0}" value="{1}"'
    return format_html(box, parameter, slug), format_html("> <span>{}</span>", label)
