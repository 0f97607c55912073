"""Answers for machines: is the site healthy, what may be indexed."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from pages.models import Provider
from search.status import status


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 with the state of the search when the database answers; Django's 500 when it does not."""
    return JsonResponse({"status": "ok"} | status().as_json(), headers={"Cache-Control": "no-store"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read once the provider is complete; until then nothing."""
    lines = ["User-agent: *"]
    if Provider.current().is_complete:
        lines += ["Disallow: /admin/", "Disallow: /konto/", f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    else:
        lines += ["Disallow: /"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
