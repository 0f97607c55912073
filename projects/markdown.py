"""Markdown of entries as clean HTML: no images, no raw HTML, headings below those of the page."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {
    "p",
    "br",
    "em",
    "strong",
    "ul",
    "ol",
    "li",
    "a",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "code",
    "pre",
    "hr",
}

# Who types one thing a line means a line each; that Markdown wants a blank line between them nobody knows.
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")


@lru_cache(maxsize=1024)
def render_markdown(text: str, *, top_level: int = 3) -> SafeString:
    """HTML of a Markdown text, safe to show. Its highest heading becomes `<h{top_level}>`."""
    tokens = _markdown.parse(text)
    _settle_headings(tokens, top_level)
    html = _markdown.renderer.render(tokens, _markdown.options, {})
    return SafeString(
        nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto", "tel"})
    )


def _settle_headings(tokens: list[Token], top_level: int) -> None:
    """Number headings anew from `top_level`, so that no level is skipped."""
    open_levels: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            while open_levels and open_levels[-1] >= level:
                open_levels.pop()
            open_levels.append(level)
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(top_level + len(open_levels) - 1, 6)}"
