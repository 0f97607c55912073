"""All districts, and one. What stands in them comes from higher floors, by the tags in the templates."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from districts.forms import MyDistrict
from districts.models import District


@require_safe
def district_list(request: HttpRequest) -> HttpResponse:
    """All districts; `?bezirk=` leads to one of them."""
    form = MyDistrict(request.GET)
    if chosen := form.district():
        return redirect(chosen)
    is_unknown = bool(request.GET.get("bezirk"))
    context = {"districts": District.objects.all(), "is_unknown": is_unknown, "area": "districts"}
    return render(request, "districts/list.html", context)


@require_safe
def district(request: HttpRequest, slug: str) -> HttpResponse:
    """One district; a former slug leads to where it is now."""
    found = District.objects.by_address(slug)
    if found is None:
        raise Http404
    if found.slug != slug:
        return redirect(found, permanent=True)
    context = {
        "district": found,
        "quarters": found.quarters.all(),
        "neighbours": District.objects.neighbours_of(found),
        "area": "districts",
    }
    return render(request, "districts/detail.html", context)
