"""The feed of projects: every question to the catalogue has one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from projects.models import Project
from search.answers import Answer
from search.asked import Asked
from search.catalogue import find
from search.facets import Labels
from search.page import CataloguePage

ENTRIES = 30


class ProjectFeed(Feed):
    """The newest projects that answer the same parameters as the catalogue."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> CataloguePage:
        labels = Labels.load()
        asked = Asked.read(request.GET, labels).anew(sort="neu")
        answer, asked = find(asked, labels, page_size=ENTRIES)
        return CataloguePage(asked, answer, labels)

    def title(self, page: CataloguePage) -> str:
        filters = ", ".join(chip.label for chip in page.chips)
        return " – ".join(part for part in (settings.SITE_NAME, _("Projects"), page.asked.q, filters) if part)

    def link(self, page: CataloguePage) -> str:
        return page.asked.anew(sort="").address()

    def feed_url(self, page: CataloguePage) -> str:
        return page.asked.feed_address

    def items(self, page: CataloguePage) -> Sequence[Project]:
        answer: Answer = page.answer
        projects = Project.objects.published().prefetch_related("topics")
        found = projects.in_bulk([hit.project.pk for hit in answer.hits])
        return [found[hit.project.pk] for hit in answer.hits if hit.project.pk in found]

    def item_title(self, item: Any) -> SafeString:
        return SafeString(item.title)  # the feed escapes once; Django's default would do it twice

    def item_description(self, item: Any) -> str:
        return str(item.summary)

    def item_pubdate(self, item: Any) -> datetime:
        published: datetime = item.published_at
        return published

    def item_updateddate(self, item: Any) -> datetime:
        updated: datetime = item.updated_at
        return updated

    def item_categories(self, item: Any) -> list[str]:
        return [str(topic) for topic in item.topics.all()]
