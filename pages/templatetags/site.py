"""Tags of the frame around every page."""

from typing import NamedTuple

from django import template
from django.conf import settings
from django.template import Context
from django.urls import reverse
from django.utils.translation import get_language

from pages.context import PAGE_TITLES

register = template.Library()


class FooterPage(NamedTuple):
    url: str
    title: str


@register.simple_tag
def footer_pages() -> list[FooterPage]:
    """The fixed pages, which every page leads to."""
    return [FooterPage(reverse("pages:page", args=[slug]), str(title)) for slug, title in PAGE_TITLES.items()]


@register.simple_tag
def other_language() -> str:
    """The code of the interface language that is not shown now: "en" or "de"."""
    return "de" if (get_language() or "").startswith("en") else "en"


@register.simple_tag(takes_context=True)
def other_language_url(context: Context) -> str:
    """The address of this page in the other language, its query kept: they differ by their prefix only."""
    address: str = context["request"].get_full_path()
    prefixes = {
        code: "/" if code == settings.LANGUAGE_CODE else f"/{code}/" for code, _name in settings.LANGUAGES
    }
    shown = prefixes[get_language() or settings.LANGUAGE_CODE]
    return prefixes[other_language()] + address.removeprefix(shown).removeprefix("/")
