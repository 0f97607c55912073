"""The start page, the fixed pages, and what is shown when something goes wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.models import District
from pages.context import PAGE_TITLES
from pages.front import choice_of_projects, examples, shown_story
from pages.texts import text_of
from people.links import LinkRefusedError
from projects.models import Project


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The start page; every number on it is counted now."""
    projects = Project.objects.visible_to(request.user).published()
    return render(
        request,
        "pages/home.html",
        {
            "project_count": projects.count(),
            "districts": District.objects.all(),
            "examples": examples(),
            "story": shown_story(request.user),
            "choice": choice_of_projects(request.user),
        },
    )


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One of the fixed pages: the group's own text, else the built-in one."""
    context = {"slug": slug, "title": PAGE_TITLES[slug], "text": text_of(slug, request)}
    return render(request, "pages/page.html", context)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A link from a mail that does not hold any more is told so; any other reason is for us to read."""
    if isinstance(exception, LinkRefusedError):
        return render(request, "people/link_refused.html", status=404)
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)
