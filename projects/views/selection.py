"""The Merkliste and the comparison: both live in their address, nothing is stored here."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from projects.models import Project
from projects.querysets import ProjectQuerySet
from projects.selection import (
    FEWEST_COMPARED,
    MOST_COMPARED,
    MOST_KEPT,
    PARAMETER,
    chosen,
    compared,
    short_facts,
    texts_of,
)


@require_safe
def shortlist(request: HttpRequest) -> HttpResponse:
    """The projects of a shortlist, to share by its address and to print as a dossier."""
    projects = chosen(request.GET, _visible(request), MOST_KEPT)
    context = {
        "entries": [
            {"project": project, "facts": short_facts(project), "texts": texts_of(project)}
            for project in projects
        ],
        "projects": projects,
        "address": _address("projects:shortlist", projects),
        "may_compare": len(projects) >= FEWEST_COMPARED,
        "most_compared": MOST_COMPARED,
        "area": "projects",
    }
    return render(request, "projects/shortlist.html", context)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Two to four projects, row by row."""
    projects = chosen(request.GET, _visible(request), MOST_COMPARED)
    is_cut = len(set(request.GET.getlist(PARAMETER))) > MOST_COMPARED
    context = {
        "projects": projects,
        "rows": compared(projects) if len(projects) >= FEWEST_COMPARED else [],
        "is_cut": is_cut,
        "most": MOST_COMPARED,
        "area": "projects",
    }
    return render(request, "projects/compare.html", context)


def _visible(request: HttpRequest) -> ProjectQuerySet:
    return Project.objects.visible_to(request.user).published()


def _address(view: str, projects: list[Project]) -> str:
    query = urlencode([(PARAMETER, project.slug) for project in projects])
    return f"{settings.SITE_URL}{reverse(view)}?{query}" if projects else ""
