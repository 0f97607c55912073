"""Cards in templates. What was shown once is kept: most cards are shown again and again."""

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
def card(project: Project | Card, heading: int = 3, passed_on: int = 0, snippet: str = "") -> SafeString:
    """The inside of a card: of a Card, or of a project that was read `for_cards`."""
    shown = project if isinstance(project, Card) else card_of(project)
    before, after = _around_words(shown, heading or 3, passed_on or 0, get_language())
    return SafeString(before + conditional_escape(snippet or shown.summary) + after)


@lru_cache(maxsize=MOST_KEPT)
def _around_words(shown: Card, level: int, passed_on: int, language: str | None) -> tuple[str, str]:
    """A card up to its words, and from there on; the words of a search are others each time."""
    context = {"project": shown, "level": level, "passed_on": passed_on, "words": _WORDS}
    before, _words, after = render_to_string("projects/card_inside.html", context).partition(_WORDS)
    return before, after
