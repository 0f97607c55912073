"""Tags by which other pages use the search."""

import logging
from collections.abc import Mapping
from typing import Any

from django import template
from haystack.query import SearchQuerySet

from projects.models import Project

register = template.Library()
log = logging.getLogger(__name__)

MOST_SIMILAR = 3


@register.inclusion_tag("search/search_box.html")
def search_box(words: str = "") -> Mapping[str, Any]:
    """The form that leads to the catalogue."""
    return {"words": words}


@register.inclusion_tag("search/similar.html")
def similar_projects(project: Project) -> Mapping[str, Any]:
    """Published projects whose words are most like those of this one; nothing if there are none."""
    return {"projects": most_similar(project)}


def most_similar(project: Project) -> list[Project]:
    """At most three; none if the index cannot answer: a page does without them."""
    try:
        found = SearchQuerySet().more_like_this(project).load_all()[:MOST_SIMILAR]
    except Exception as error:
        log.warning("No similar projects: %s: %s", type(error).__name__, error)
        return []
    return [result.object for result in found if result is not None and result.object]
