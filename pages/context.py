"""What every page knows about the site."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from pages.models import Provider
from people.permissions import is_curator

PAGE_TITLES = {
    "ueber-uns": _("About us"),
    "einfache-sprache": _("Plain language"),
    "impressum": _("Legal notice"),
    "datenschutz": _("Privacy"),
    "barrierefreiheit": _("Accessibility"),
}


def site(request: HttpRequest) -> dict[str, Any]:
    """Name, group and provider of the site."""
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_CURATORS": settings.SITE_CURATORS,
        "SITE_URL": settings.SITE_URL,
        "provider": SimpleLazyObject(Provider.current),
        "is_curator": is_curator(getattr(request, "user", None)),
        "area": "",  # of the main menu, where a view names none
    }
