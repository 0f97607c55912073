"""The sitemap: every page that everyone may read, in both languages.

Written here and not by Django's framework, which reverses every address eight times: at 1,000 projects
that took a third of a second.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from districts.models import District
from knowledge.models import Transfer
from meetings.models import Meeting
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
MOST = 25_000  # pages: a sitemap may hold 50,000 addresses, and each page has one in each language
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    start = request.build_absolute_uri("/").removesuffix("/")
    with override(settings.LANGUAGE_CODE):
        entries = "".join(_entry(start, path, changed) for path, changed in islice(_pages(), MOST))
    # Robots follow the sitemap; they need not show it.
    headers = {"X-Robots-Tag": "noindex, noodp, noarchive"}
    return HttpResponse(f"{HEAD}{entries}</urlset>\n", content_type="application/xml", headers=headers)


def _pages() -> Iterator[tuple[str, datetime | None]]:
    """The path of each page in the site's own language, and when it was changed, if that is known."""
    yield from ((reverse(name), None) for name in LISTS)
    yield from ((reverse("pages:page", args=[slug]), None) for slug in PAGE_SLUGS)
    visitor = AnonymousUser()
    yield from _changed(Project.objects.visible_to(visitor).only("slug", "updated_at"))
    yield from _changed(Transfer.objects.visible_to(visitor).only("updated_at"))
    yield from _changed(Meeting.objects.public().only("slug", "updated_at"))
    yield from ((row.get_absolute_url(), None) for row in District.objects.only("slug"))
    yield from ((row.get_absolute_url(), None) for row in Topic.objects.only("slug"))


def _changed(rows: QuerySet[Any]) -> Iterator[tuple[str, datetime]]:
    return ((row.get_absolute_url(), row.updated_at) for row in rows.order_by("pk"))


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
