"""The sitemap: every page that everyone may read, in both languages; of a large catalogue in parts.

Written here and not by Django's framework, which reverses every address eight times: at 1,000 projects
that took a third of a second.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Count, F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from districts.models import District
from knowledge.models import Transfer
from meetings.models import Meeting
from outbox.figures import kept
from pages.models import PAGE_SLUGS
from projects.models import Project, Topic

LISTS = [
    "pages:home",
    "search:catalogue",
    "districts:list",
    "knowledge:transfers",
    "projects:topics",
    "meetings:list",
]
PER_PART = 2000  # entries; a part is made in a blink, and may hold 50,000 addresses
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
PAGES = "seiten"  # what there is little of
XMLNS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

Pages = Iterable[tuple[str, datetime | None]]


class Kind(NamedTuple):
    """What there may be very much of: the rows that everyone may see, their address and the field in it."""

    rows: Callable[[], QuerySet[Any]]
    name: str
    field: str


# The words stand in addresses.
KINDS = {
    "projekte": Kind(lambda: Project.objects.visible_to(None), "projects:detail", "slug"),
    "transfers": Kind(lambda: Transfer.objects.visible_to(None).order_by(), "knowledge:transfer", "pk"),
}


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """All pages, or an index of the parts in which they are listed."""
    sizes = {kind: sizes_of(kind) for kind in KINDS}
    if sum(sum(numbers.values()) for numbers in sizes.values()) <= PER_PART:
        return _listed(request, lambda: chain(_few(), *map(_many, KINDS)))
    parts = [(PAGES, 1), *((kind, number) for kind, numbers in sizes.items() for number in sorted(numbers))]
    addresses = (request.build_absolute_uri(reverse("sitemap-part", args=part)) for part in parts)
    entries = "".join(f"<sitemap><loc>{escape(address)}</loc></sitemap>\n" for address in addresses)
    return _answer(f"<sitemapindex {XMLNS}>\n{entries}</sitemapindex>\n")


@require_safe
def part(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Those entries of a kind whose keys lie in one range: what comes and goes moves no other."""
    if (kind, number) == (PAGES, 1):
        return _listed(request, _few)
    if kind not in KINDS or number not in sizes_of(kind):
        raise Http404
    return _listed(request, lambda: _many(kind, number))


@kept
def sizes_of(kind: str) -> Mapping[int, int]:
    """How many entries each part has that has any; one query."""
    counted = KINDS[kind].rows().annotate(part=F("pk") / PER_PART + 1).values_list("part")
    return dict(counted.annotate(number=Count("pk")).order_by())


def _few() -> Iterator[tuple[str, datetime | None]]:
    """The path of each page in the site's own language, and when it was changed, if that is known."""
    yield from ((reverse(name), None) for name in LISTS)
    yield from ((reverse("pages:page", args=[slug]), None) for slug in PAGE_SLUGS)
    meetings = Meeting.objects.public().only("slug", "updated_at").order_by("pk")
    yield from ((row.get_absolute_url(), row.updated_at) for row in meetings)
    yield from ((row.get_absolute_url(), None) for row in District.objects.only("slug"))
    yield from ((row.get_absolute_url(), None) for row in Topic.objects.only("slug"))


def _many(kind: str, number: int | None = None) -> Iterator[tuple[str, datetime]]:
    """The same of one kind: all, or a part. An address is worked out once: that takes most of the time."""
    rows, name, field = KINDS[kind]
    before, after = reverse(name, args=["0"]).split("0")
    found = rows().order_by("pk").values_list(field, "updated_at")
    if number is not None:
        found = found.filter(pk__gte=(number - 1) * PER_PART, pk__lt=number * PER_PART)
    return ((f"{before}{word}{after}", changed) for word, changed in found)


def _listed(request: HttpRequest, pages: Callable[[], Pages]) -> HttpResponse:
    start = request.build_absolute_uri("/").removesuffix("/")
    with override(settings.LANGUAGE_CODE):
        entries = "".join(_entry(start, path, changed) for path, changed in pages())
    return _answer(f'<urlset {XMLNS} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{entries}</urlset>\n')


def _answer(xml: str) -> HttpResponse:
    """Robots follow the sitemap; they need not show it."""
    headers = {"X-Robots-Tag": "noindex, noodp, noarchive"}
    return HttpResponse(HEAD + xml, content_type="application/xml", headers=headers)


def _entry(start: str, path: str, changed: datetime | None) -> str:
    """A page: its address in each language, each naming the others."""
    own = settings.LANGUAGE_CODE
    prefixes = {code: "" if code == own else f"/{code}" for code, _name in settings.LANGUAGES}
    addresses = {code: escape(f"{start}{prefix}{path}") for code, prefix in prefixes.items()}
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{address}"/>'
        for code, address in (*addresses.items(), ("x-default", addresses[own]))
    )
    when = f"<lastmod>{changed.date().isoformat()}</lastmod>" if changed else ""
    return "".join(f"<url><loc>{address}</loc>{when}{links}</url>\n" for address in addresses.values())
