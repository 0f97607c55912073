"""Cards in templates. What was shown once is kept: most cards are shown again and again."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from projects.cards import Card, card_of
from projects.models import Project

register = template.Library()

MOST_KEPT = 4096  # cards, of about 1.5 kB
_WORDS = SafeString("<!-- words -->")


@register.simple_tag
def card_items(projects: Iterable[Project | Card]) -> SafeString:
    """The items of a list of cards, with headings of the third level."""
    return SafeString("".join([f'<li class="card">{card(project)}</li>' for project in projects]))


@register.simple_tag
def card(project: Project | Card, heading: int = 3, passed_on: int = 0, snippet: str = "") -> SafeString:
    """The inside of a card: of a Card, or of a project that was read `for_cards`."""
    shown = project if isinstance(project, Card) else card_of(project)
    return inside(shown, heading or 3, passed_on or 0, get_language(), snippet)


def inside(shown: Card, level: int, passed_on: int, language: str | None, snippet: str | None) -> SafeString:
    """What stands in a card in this language, with a snippet instead of its summary if there is one."""
    if not snippet:
        return _whole(shown, level, passed_on, language)
    before, after = _around_words(shown, level, passed_on, language)
    return SafeString(before + conditional_escape(snippet) + after)


@lru_cache(maxsize=MOST_KEPT)
def _whole(shown: Card, level: int, passed_on: int, language: str | None) -> SafeString:
    """A card that says what its entry says of itself."""
    return _rendered(shown, level, passed_on, shown.summary)


@lru_cache(maxsize=MOST_KEPT)
def _around_words(shown: Card, level: int, passed_on: int, language: str | None) -> tuple[str, str]:
    """A card up to its words, and from there on; the words of a search are others each time."""
    before, _words, after = _rendered(shown, level, passed_on, _WORDS).partition(_WORDS)
    return before, after


def _rendered(shown: Card, level: int, passed_on: int, words: str) -> SafeString:
    context = {"project": shown, "level": level, "passed_on": passed_on, "words": words}
    return render_to_string("projects/card_inside.html", context)
