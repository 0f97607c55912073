"""Merging two entries: choose the other one, see what will happen, clear the way, merge."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.access import curators_only
from editorial.merging import join_in_the_way, merge_as_seen, preview, retract_in_the_way
from editorial.views.telling import carried_out
from projects.choices import GONE
from projects.models import Project
from search.likeness import likely_duplicates

MOST_FOUND = 20


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, slug: str) -> HttpResponse:
    """The entry of this address becomes a part of the one in `mit`; without it, one is chosen."""
    entries = Project.objects.select_related("home_district", "contact")
    loser = get_object_or_404(entries, slug=slug)
    other = request.GET.get("mit", "")
    if not other:
        return _choose(request, loser)
    survivor = get_object_or_404(entries, slug=other)
    if request.method == "POST":
        return _acted(request, loser, survivor)
    context = {"loser": loser, "survivor": survivor, "preview": preview(loser, survivor), "area": "desk"}
    return render(request, "editorial/merge.html", context)


def _choose(request: HttpRequest, loser: Project) -> HttpResponse:
    words = " ".join(request.GET.get("q", "").split())[:100]
    others = Project.objects.exclude(pk=loser.pk).exclude(state__in=GONE)
    if words:
        found = list(others.filter(title__icontains=words).for_cards()[:MOST_FOUND])
    else:
        found = likely_duplicates(loser, request.user)
    context = {"loser": loser, "words": words, "found": found, "area": "desk"}
    return render(request, "editorial/merge_choose.html", context)


def _acted(request: HttpRequest, loser: Project, survivor: Project) -> HttpResponse:
    """Back to the preview after each step on the way; to the survivor once they are one."""
    pair = {"loser": loser, "survivor": survivor, "by": request.user}
    for name, verb in (("retract", retract_in_the_way), ("join", join_in_the_way)):
        if (key := request.POST.get(name, "")).isdecimal():
            if carried_out(request, verb, key=int(key), **pair):
                messages.success(request, _("Done. This is what merging would do now:"))
            return redirect(request.get_full_path())
    if "merge" not in request.POST:
        raise BadRequest
    told = {"seen": request.POST.get("seen", ""), "with_home": "with_home" in request.POST}
    if carried_out(request, merge_as_seen, **pair, **told) is None:
        return redirect(request.get_full_path())
    said = _("Both are one entry now. The old address leads to “%(title)s”.") % {"title": survivor}
    messages.success(request, said)
    return redirect(reverse("editorial:entry", args=[survivor.slug]))
