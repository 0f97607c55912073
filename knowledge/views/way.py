"""Der Weg der Idee of one project, with its whole family: a page to read."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from knowledge.family.page import way_of
from outbox.figures import kept
from projects.models import Project


@require_safe
def way(request: HttpRequest, slug: str) -> HttpResponse:
    """The family of a project: figures, a drawing that prints, and the same as a list."""
    visible = Project.objects.visible_to(request.user).select_related("home_district")
    project = get_object_or_404(visible, slug=slug)
    is_known = request.user.is_authenticated
    told = _tell(project.pk, request.user) if is_known else _told_to_all(project.pk, get_language())
    return render(request, "knowledge/way_page.html", {"project": project, "told": told, "area": "projects"})


@kept
def _told_to_all(project: int, language: str) -> str:
    """What the page says to visitors in this language, which is the active one."""
    return _tell(project, None)


def _tell(project: int, user: Any) -> str:
    """What this user may know of the way; "" of an idea that has none."""
    way = way_of(project, user)
    return render_to_string("knowledge/way_told.html", {"way": way}) if way else ""
