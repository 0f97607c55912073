"""Ideen für einen Bezirk."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from districts.models import District
from knowledge.ideas import ideas_for


@require_safe
def ideas(request: HttpRequest, slug: str) -> HttpResponse:
    """What a district might take over, each with its reason; a former slug leads to where it is now."""
    district = District.objects.by_address(slug)
    if district is None:
        raise Http404
    if district.slug != slug:
        return redirect("knowledge:ideas", district.slug, permanent=True)
    neighbours = District.objects.neighbours_of(district)
    context = {"district": district, "ideas": ideas_for(district, neighbours), "area": "districts"}
    return render(request, "knowledge/ideas.html", context)
