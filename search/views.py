"""The catalogue: search and filters in one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from search.asked import Asked
from search.catalogue import find
from search.facets import Labels, topics_with_projects
from search.page import CataloguePage


@require_safe
@vary_on_headers("HX-Request")
def catalogue(request: HttpRequest) -> HttpResponse:
    """What the catalogue holds on a question; only the results for a script that asks (`HX-Request`)."""
    labels = Labels.load()
    answer, asked = find(Asked.read(request.GET, labels), labels)
    page = CataloguePage(asked, answer, labels)
    context = {
        "page": page,
        "area": "projects",
        "topics": [] if answer.total else topics_with_projects(),
    }
    is_fragment = bool(getattr(request, "htmx", False))
    return render(request, "search/results.html" if is_fragment else "search/catalogue.html", context)
