"""Answers for machines: is the site healthy, what may be indexed."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from outbox.models import OutboxEntry
from pages.models import Provider


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 with the depth of the outbox when the database answers; Django's 500 when it does not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    oldest = OutboxEntry.objects.order_by("created_at").values_list("created_at", flat=True).first()
    return JsonResponse(
        {"status": "ok", "outbox": {"entries": OutboxEntry.objects.count(), "oldest": oldest}},
        headers={"Cache-Control": "no-store"},
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read once the provider is complete; until then nothing."""
    lines = ["User-agent: *"]
    if Provider.current().is_complete:
        lines += ["Disallow: /admin/", "Disallow: /konto/", f"Sitemap: {settings.SITE_URL}/sitemap.xml"]
    else:
        lines += ["Disallow: /"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
