"""Descriptions are Markdown: clean, without images, with headings in their place."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.markdown import render_markdown

HOSTILE = [
    "<script>alert(1)</script>",
    '<img src="https://example.org/x.png" onerror="alert(1)">',
    "![Bild](https://example.org/zaehler.png)",
    "[klick](javascript:alert(1))",
    '<a href="x" style="color:red" onclick="x()">a</a>',
]


class Elements(HTMLParser):
    """The tags of an HTML text, each with its attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_active_survives(text):
    for tag, attributes in Elements(str(render_markdown(text))).found:
        assert tag not in ("script", "img")
        assert not set(attributes) & {"style", "onclick", "onerror"}
        assert not attributes.get("href", "").startswith("javascript")


def test_links_lead_away_without_a_word_about_us():
    html = str(render_markdown("[Werkstatt](https://example.org/)"))
    assert 'rel="noopener noreferrer"' in html


def test_a_new_line_stays_one():
    assert render_markdown("Ein Raum\nZeit\n\n- eins\n- zwei").count("<br>") == 1


def test_headings_start_below_the_page_and_skip_no_level():
    html = str(render_markdown("# A\n\n#### B\n\n## C\n\n# D"))
    assert [html[i + 2] for i in range(len(html)) if html.startswith("<h", i)] == ["3", "4", "4", "3"]


@given(st.text(max_size=300))
def test_any_text_becomes_html_without_scripts(text):
    assert "<script" not in str(render_markdown(text)).lower()
