"""Entries that may be about the same thing: as another one, for curators; as a title that is being typed."""

from collections.abc import Iterable
from typing import Any

from haystack import connections
from haystack.query import SearchQuerySet

from districts.spelling import folded_key
from projects.cards import Card, published_cards
from projects.choices import State
from projects.models import Project
from search.healing import noticed
from search.understanding import understand

MOST = 5
MOST_WHILE_TYPING = 3
LONGEST = 200  # letters of a question
TELLING = 4  # letters of a word that may tell two titles apart


def likely_duplicates(project: Project, user: Any) -> list[Project]:
    """At most five entries whose title says the same, then published ones with the most like words."""
    others = Project.objects.visible_to(user).exclude(pk=project.pk).exclude(state=State.MERGED)
    keys = dict.fromkeys([*_same_titles(project.title, others), *_found_by_words(project)])
    rows = others.filter(pk__in=[*keys][: MOST + 1]).for_cards()
    by_key = {row.pk: row for row in rows}
    return [by_key[key] for key in keys if key in by_key][:MOST]


def likely_meant(title: str) -> list[Project]:
    """At most three published entries that a title may mean, the likeliest first; none for a few letters."""
    keys = _found(title[:LONGEST]) if len(folded_key(title)) >= TELLING else []
    by_key = {row.pk: row for row in Project.objects.published().filter(pk__in=keys).for_cards()}
    likely = [by_key[key] for key in keys if key in by_key and _shares_a_word(by_key[key].title, title)]
    return likely[:MOST_WHILE_TYPING]


def projects_for(words: str) -> list[Card]:
    """At most three public projects that these words are about, the likeliest first."""
    keys = _found(words[:LONGEST])[:MOST_WHILE_TYPING]
    cards = published_cards(keys)
    return [cards[key] for key in keys if key in cards]


def _shares_a_word(one: str, other: str) -> bool:
    """Whether a telling word of one title stands in the other, also inside a compound."""
    return any(word in folded_key(other) for word in _telling(one)) or any(
        word in folded_key(one) for word in _telling(other)
    )


def _same_titles(wanted: str, others: Any) -> Iterable[int]:
    """Titles with the same key, or with all telling words of the shorter one."""
    title, words = folded_key(wanted), _telling(wanted)
    for key, other in others.values_list("pk", "title"):
        theirs = _telling(other)
        shared = words & theirs
        if folded_key(other) == title or (len(shared) > 1 and shared in (words, theirs)):
            yield key


def _telling(title: str) -> set[str]:
    return {key for word in title.split() if len(key := folded_key(word)) >= TELLING}


def _found_by_words(project: Project) -> list[int]:
    return _found(" ".join([project.title, *(tag.name for tag in project.tags.all())])[:LONGEST])


def _found(words: str) -> list[int]:
    """Keys from the index, the likeliest first; none if it cannot answer: the title is compared anyway."""
    try:
        question = understand(words, connections["default"].get_backend().at_once()).question.some
        found = SearchQuerySet().filter(content=question)[: MOST + 1]
        return [int(result.pk) for result in found if result is not None]
    except Exception as error:  # a damaged index may raise anything
        noticed("No likely duplicates from the index", error)
        return []
