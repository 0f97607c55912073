"""The sitemap: every page that everyone may read, in both languages."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.db.models import Model, QuerySet
from django.urls import reverse

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
    "contributing:start",
    "contributing:paper",
]


class Localized(Sitemap):
    i18n = True
    alternates = True
    x_default = True


class FixedPages(Localized):
    def items(self) -> list[tuple[str, list[str]]]:
        return [(name, []) for name in LISTS] + [("pages:page", [slug]) for slug in PAGE_SLUGS]

    def location(self, item: Any) -> str:
        name, args = item
        return reverse(name, args=args)


class Rows(Localized):
    """Rows of a model that a visitor may see."""

    def __init__(self, rows: QuerySet[Any]) -> None:
        self.rows = rows

    def items(self) -> QuerySet[Any]:
        return self.rows.all()

    def lastmod(self, row: Model) -> Any:
        return getattr(row, "updated_at", None)


def _visible(model: Any) -> QuerySet[Any]:
    return model.objects.visible_to(AnonymousUser()).order_by("pk")


SITEMAPS: dict[str, Any] = {
    "pages": FixedPages,
    "projects": Rows(_visible(Project)),
    "transfers": Rows(_visible(Transfer)),
    "meetings": Rows(Meeting.objects.public().order_by("pk")),
    "districts": Rows(District.objects.order_by("pk")),
    "topics": Rows(Topic.objects.order_by("pk")),
}
