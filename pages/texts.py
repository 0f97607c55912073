"""The texts of the fixed pages: what the group wrote, else what comes with the product."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from pages.models import Page
from projects.markdown import render_markdown


def text_of(slug: str, request: HttpRequest) -> SafeString:
    """The text of a page as HTML, in the language of the interface."""
    language = (get_language() or "de")[:2]
    own = Page.objects.filter(slug=slug, language=language).first()
    text = own.body if own else render_to_string(f"pages/texts/{slug}.{language}.md", request=request)
    return render_markdown(text, top_level=2)
