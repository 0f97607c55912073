"""Tags of the frame around every page."""

from django import template
from django.template import Context
from django.urls import translate_url
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def other_language() -> str:
    """The code of the interface language that is not shown now: "en" or "de"."""
    return "de" if (get_language() or "").startswith("en") else "en"


@register.simple_tag(takes_context=True)
def other_language_url(context: Context) -> str:
    """The address of this page in the other language, its query kept."""
    return translate_url(context["request"].get_full_path(), other_language())
