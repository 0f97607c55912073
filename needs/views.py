"""What is looked for: the list, one need, thanks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from districts.models import District
from needs.actions import settle_need
from needs.choices import Resource
from needs.models import Need


@require_safe
def needs(request: HttpRequest) -> HttpResponse:
    """All current needs; `?bezirk=` and `?art=` (what is lacked or had) leave some, unknown values all."""
    current = list(Need.objects.current().for_lists())
    districts = District.objects.filter(pk__in={need.district_id for need in current})
    district = next((one for one in districts if one.slug == request.GET.get("bezirk")), None)
    kind = request.GET.get("art") if request.GET.get("art") in Resource.values else None
    shown = [
        need
        for need in current
        if (district is None or need.district_id == district.pk)
        and (kind is None or kind in need.lacks_kinds + need.has_kinds)
    ]
    context = {
        "needs": shown,
        "districts": districts,
        "district": district,
        "kinds": Resource.choices,
        "kind": kind,
        "is_filtered": bool(district or kind),
        "area": "needs",
    }
    return render(request, "needs/list.html", context)


@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One need, with what may help it."""
    need = get_object_or_404(Need.objects.visible_to(request.user).for_lists(), pk=pk)
    context = {
        "need": need,
        "complementing": Need.objects.complementing(need),
        "may_settle": need.is_current and request.user.has_perm("needs.settle_need", need),
        "area": "needs",
    }
    return render(request, "needs/detail.html", context)


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it off the page."""
    need = get_object_or_404(Need.objects.visible_to(request.user), pk=pk)
    settle_need(need=need, by=request.user)
    messages.success(request, _("It is taken off the page."))
    return redirect("needs:list")


@require_safe
def posted(request: HttpRequest) -> HttpResponse:
    return render(request, "needs/posted.html", {"area": "needs"})


@require_safe
def replied(request: HttpRequest) -> HttpResponse:
    return render(request, "needs/replied.html", {"area": "needs"})
