"""One button beside a lesson or a project puts it into the hand-out that a member is collecting for."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.access import curators_only
from editorial.collecting import collect_into, collecting
from editorial.views.telling import carried_out
from handouts.actions import collect as collect_thing
from handouts.models import Chapter
from knowledge.models import Lesson
from projects.models import Project

THINGS: dict[str, Any] = {"lesson": Lesson.objects.published(), "project": Project.objects.published()}


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def collect(request: HttpRequest) -> HttpResponse:
    """Put it in and go back to where the button was; without a chapter, ask into which."""
    name, thing = _thing(request)
    into = _chosen(request) or collecting(request)
    if request.method == "POST" and into:
        if carried_out(request, collect_thing, chapter=into, by=request.user, **{name: thing}):
            said = _("It stands in “%(handout)s” now, under “%(chapter)s”.")
            messages.success(request, said % {"handout": into.handout, "chapter": into})
        return redirect(_back(request) or "editorial:handouts")
    chapters = Chapter.objects.select_related("handout").order_by("handout__title", "handout", "position")
    context = {"name": name, "thing": thing, "chapters": chapters, "next": _back(request)}
    return render(request, "editorial/collect.html", context | {"area": "desk", "page": "handouts"})


def _thing(request: HttpRequest) -> tuple[str, Any]:
    """What is to be collected, by the name of its kind."""
    given = request.POST or request.GET
    for name, rows in THINGS.items():
        if (key := given.get(name, "")).isdecimal():
            return name, get_object_or_404(rows.all(), pk=key)
    raise BadRequest


def _chosen(request: HttpRequest) -> Chapter | None:
    """The chapter chosen just now; it is collected into from now on."""
    key = request.POST.get("chapter", "")
    found = Chapter.objects.select_related("handout").filter(pk=key).first() if key.isdecimal() else None
    return collect_into(request, found) if found else None


def _back(request: HttpRequest) -> str:
    """The address of ours where the button was."""
    url = (request.POST or request.GET).get("next", "")
    return url if url_has_allowed_host_and_scheme(url, {request.get_host()}) else ""
