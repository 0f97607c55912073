"""The one queue."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from editorial.access import curators_only
from editorial.queue import queue_for
from editorial.sources import KINDS


@curators_only
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, all of it or one kind (`art`); an unknown kind is passed over."""
    asked = request.GET.get("art", "")
    kind = asked if asked in {kind.name for kind in KINDS} else ""
    context = {"queue": queue_for(request.user, kind), "kind": kind, "area": "desk", "page": "queue"}
    return render(request, "editorial/queue.html", context)
