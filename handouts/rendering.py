"""From what a hand-out says to a whole document: HTML that stands alone, with nothing to fetch."""

from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from handouts.content import Content
from handouts.models import Handout

BODY = ("<body>", "</body>")


def document_of(content: Content, *, number: int, frozen_on: date, citation: str) -> str:
    """The document of a version, in the site's language."""
    shown = {"content": content, "number": number, "frozen_on": frozen_on, "citation": citation}
    with translation.override(settings.LANGUAGE_CODE):
        return render_to_string("handouts/document.html", shown | {"language": settings.LANGUAGE_CODE})


def body_of(document: str) -> str:
    """What stands in the body of a document: to be shown inside a page of the site."""
    start, end = BODY
    return document.partition(start)[2].rpartition(end)[0]


def citation_of(handout: Handout, title: str, *, number: int, frozen_on: date) -> str:
    """The Zitiervorschlag: who has published it, when, what, which version, where."""
    with translation.override(settings.LANGUAGE_CODE):
        return _("%(site)s (%(year)d): %(title)s. Hand-out, version %(number)d of %(day)s. %(address)s") % {
            "site": settings.SITE_NAME,
            "year": frozen_on.year,
            "title": title,
            "number": number,
            "day": date_format(frozen_on, "DATE_FORMAT"),
            "address": settings.SITE_URL + reverse("handouts:version", args=[handout.slug, number]),
        }
