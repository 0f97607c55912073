"""Hand-outs to read, and to take along."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from districts.slugs import find_by_former_slug
from handouts.models import Handout, HandoutVersion
from handouts.rendering import body_of
from people.permissions import is_curator

KINDS = {"html": "text/html; charset=utf-8", "pdf": "application/pdf"}


@require_safe
def handouts(request: HttpRequest) -> HttpResponse:
    """All that can be read."""
    found = Handout.objects.released()
    return render(request, "handouts/list.html", {"handouts": found, "area": "topics"})


@require_safe
def handout(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest version; a former slug leads to where it is now. What is being written is the group's."""
    visible = Handout.objects.visible_to(request.user)
    found = visible.filter(slug=slug).first()
    if found is None:
        moved = find_by_former_slug(visible, slug) or get_object_or_404(visible, slug=slug)
        return redirect(moved, permanent=True)
    latest = found.versions.readable().first() or found.versions.first()
    return _shown(request, latest) if latest else redirect("editorial:handout", found.slug)


@require_safe
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One version, as it was frozen; of one that was withdrawn that it was, and where the next one is."""
    visible = Handout.objects.visible_to(request.user)
    found = HandoutVersion.objects.filter(handout__in=visible).select_related("handout__topic")
    return _shown(request, get_object_or_404(found, handout__slug=slug, number=number))


def _shown(request: HttpRequest, found: HandoutVersion) -> HttpResponse:
    readable = list(found.handout.versions.readable().without_bytes())
    is_readable = found in readable
    context: dict[str, Any] = {
        "version": found,
        "is_readable": is_readable,
        "body": SafeString(body_of(found.html)) if is_readable else "",
        "has_pdf": found.pdf is not None,
        "latest": readable[0] if readable else None,
        "versions": found.handout.versions.without_bytes(),
        "may_write": is_curator(request.user),
        "area": "topics",
    }
    return render(request, "handouts/version.html", context)


@require_safe
def download(request: HttpRequest, slug: str, number: int, kind: str) -> HttpResponse:
    """What was stored when the version was frozen: the same bytes each time. Its page says why not."""
    versions = HandoutVersion.objects.filter(handout__slug=slug, number=number)
    found = versions.readable().first()
    stored = getattr(found, kind) if found else None
    if stored is None:
        return redirect(get_object_or_404(versions.without_bytes().select_related("handout")))
    name = f"{slug}-{number}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(stored, content_type=KINDS[kind], headers=headers)
