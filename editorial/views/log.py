"""The decision log, to be read years later."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from editorial.access import curators_only
from projects.models import Decision

PER_PAGE = 50
LONGEST = 100  # letters of a search


@curators_only
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """All decisions, newest first, or those with these words; a bad page is the nearest one."""
    words = " ".join(request.GET.get("q", "").split())[:LONGEST]
    rows = Decision.objects.select_related("by").prefetch_related("subject")
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(words__icontains=words))
    shown = Paginator(rows, PER_PAGE).get_page(request.GET.get("seite"))
    return render(
        request, "editorial/log.html", {"shown": shown, "words": words, "area": "desk", "page": "log"}
    )
