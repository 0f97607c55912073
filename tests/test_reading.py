"""Reading: no cookie, no other host, no script needed, little to transfer, safe headers, sound HTML."""

import gzip
import re
from functools import cache
from html.parser import HTMLParser
from http.client import HTTPConnection
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit
from xml.parsers import expat

import pytest

from tests.page_types import MACHINES, PUBLIC

AT_MOST_BYTES = 60_000
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
POLICY = {
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


class Answer(NamedTuple):
    status: int
    headers: dict
    body: bytes  # as it came over the wire


@cache
def fetch(origin, path):
    """The answer to a first-time visitor's browser; what it asks for twice is what it got."""
    connection = HTTPConnection(urlsplit(origin).netloc, timeout=30)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip, br", "Accept-Language": "de"})
    response = connection.getresponse()
    answer = Answer(response.status, dict(response.getheaders()), response.read())
    connection.close()
    return answer


def text_of(answer):
    is_packed = answer.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(answer.body) if is_packed else answer.body).decode()


class Page(HTMLParser):
    """What the tests ask of a page: its language, headings, resources, and tags left open."""

    def __init__(self, html):
        super().__init__()
        self.language, self.headings, self.resources, self.open, self.crossed = None, [], [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "html":
            self.language = attributes.get("lang")
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "link" and {"stylesheet", "icon", "preload", "manifest"} & {*attributes["rel"].split()}:
            self.resources.append(attributes["href"])
        if tag in ("script", "iframe", "object", "embed", "audio", "video", "source") and "src" in attributes:
            self.resources.append(attributes["src"])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        if tag in VOID:
            self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.crossed.append(f"</{tag}> at {self.getpos()}")


@pytest.fixture(params=PUBLIC)
def answer(request, site):
    return fetch(site.url, PUBLIC[request.param].path(site))


def test_reading_sets_no_cookie(answer):
    assert "Set-Cookie" not in answer.headers


def test_a_page_is_there_and_is_html(answer):
    assert answer.status in (200, 404)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_a_page_carries_the_safe_headers(answer):
    assert set(answer.headers["Content-Security-Policy"].split("; ")) == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_page_says_its_language(answer):
    assert Page(text_of(answer)).language in ("de", "en")


def test_headings_begin_with_one_h1_and_skip_no_level(answer):
    headings = Page(text_of(answer)).headings

    assert headings.count(1) == 1
    assert headings[0] == 1
    assert all(deeper <= level + 1 for level, deeper in pairwise(headings))


def test_every_tag_is_closed_where_it_was_opened(answer):
    page = Page(text_of(answer))

    assert page.crossed == []
    assert page.open == []


def test_a_page_asks_no_other_host(answer):
    assert [url for url in Page(text_of(answer)).resources if urlsplit(url).netloc] == []


@pytest.mark.parametrize("name", PUBLIC)
def test_a_first_visit_transfers_little(site, name):
    """HTML, style sheets, scripts and icons as they go over the wire; pictures aside."""
    path = PUBLIC[name].path(site)
    page = fetch(site.url, path)
    weights = {path: len(page.body)}
    for url in Page(text_of(page)).resources:
        part = fetch(site.url, urljoin(path, url))
        assert part.status == 200
        assert b"@import" not in part.body
        weights[url] = len(part.body)

    assert sum(weights.values()) < AT_MOST_BYTES, weights


@pytest.mark.parametrize(("path", "kind"), MACHINES.items())
def test_what_programs_read_is_sound_and_sets_no_cookie(site, path, kind):
    answer = fetch(site.url, path)

    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)
    assert "Set-Cookie" not in answer.headers
    if "xml" in kind:
        expat.ParserCreate().Parse(text_of(answer).encode(), True)  # ExpatError if it is not well-formed


def test_static_files_may_be_kept_for_ever(site):
    style = next(url for url in Page(text_of(fetch(site.url, "/"))).resources if "site" in url)

    answer = fetch(site.url, style)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.headers["Content-Encoding"] in ("gzip", "br")


@pytest.mark.parametrize("name", PUBLIC)
def test_a_page_in_a_browser_needs_no_script_no_cookie_and_no_other_host(site, reading_window, name):
    """What scripts load or store counts, too; the window itself reports other hosts."""
    path = PUBLIC[name].path(site)
    page, plain = reading_window(site), reading_window(site, script=False)
    page.goto(path)
    plain.goto(path)  # while the scripts have time to ask for more
    page.wait_for_load_state("networkidle")
    with_scripts, without = lines_of(page), lines_of(plain)

    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert with_scripts
    # Without a script there may be more: a button that it makes needless.
    assert [line for line in with_scripts if line not in without] == []


def lines_of(page):
    return page.locator("main").inner_text().splitlines()
