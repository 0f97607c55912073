"""What every page knows about the site."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from pages.models import Provider

PAGE_TITLES = {
    "ueber-uns": _("About us"),
    "einfache-sprache": _("Plain language"),
    "impressum": _("Legal notice"),
    "datenschutz": _("Privacy"),
    "barrierefreiheit": _("Accessibility"),
}


class FooterPage(NamedTuple):
    url: str
    title: str


def site(request: HttpRequest) -> dict[str, Any]:
    """Name, group and provider of the site, and the pages of its footer; one query at most."""
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_CURATORS": settings.SITE_CURATORS,
        "SITE_URL": settings.SITE_URL,
        "provider": SimpleLazyObject(Provider.current),
        "footer_pages": [
            FooterPage(reverse("pages:page", args=[slug]), str(title)) for slug, title in PAGE_TITLES.items()
        ],
    }
