"""Entries that may be about the same thing as another, by their words: for curators, in any state."""

import logging
from collections.abc import Iterable
from typing import Any

from haystack import connections
from haystack.query import SearchQuerySet

from districts.spelling import folded_key
from projects.choices import State
from projects.models import Project
from search.understanding import understand

MOST = 5
LONGEST = 200  # letters of a question
TELLING = 4  # letters of a word that may tell two titles apart

log = logging.getLogger(__name__)


def likely_duplicates(project: Project, user: Any) -> list[Project]:
    """At most five entries whose title says the same, then published ones with the most like words."""
    others = Project.objects.visible_to(user).exclude(pk=project.pk).exclude(state=State.MERGED)
    keys = dict.fromkeys([*_same_titles(project, others), *_found_by_words(project)])
    rows = others.filter(pk__in=[*keys][: MOST + 1]).for_cards()
    by_key = {row.pk: row for row in rows}
    return [by_key[key] for key in keys if key in by_key][:MOST]


def _same_titles(project: Project, others: Any) -> Iterable[int]:
    """Titles with the same key, or with all telling words of the shorter one."""
    title, words = folded_key(project.title), _telling(project.title)
    for key, other in others.values_list("pk", "title"):
        theirs = _telling(other)
        shared = words & theirs
        if folded_key(other) == title or (len(shared) > 1 and shared in (words, theirs)):
            yield key


def _telling(title: str) -> set[str]:
    return {key for word in title.split() if len(key := folded_key(word)) >= TELLING}


def _found_by_words(project: Project) -> list[int]:
    """Keys from the index, the likeliest first; none if it cannot answer: the title is compared anyway."""
    words = " ".join([project.title, *(tag.name for tag in project.tags.all())])[:LONGEST]
    try:
        question = understand(words, connections["default"].get_backend()).question.some
        found = SearchQuerySet().filter(content=question)[: MOST + 1]
        return [int(result.pk) for result in found if result is not None]
    except Exception as error:  # a damaged index may raise anything
        log.warning("No likely duplicates from the index: %s: %s", type(error).__name__, error)
        return []
