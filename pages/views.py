"""The start page and what the group chooses for it, the fixed pages, and pages for what goes wrong."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from districts.models import District
from editorial.access import curators_only
from pages.actions import feature, unfeature
from pages.context import PAGE_TITLES
from pages.forms import HighlightForm
from pages.front import choice_of_projects, examples, shown_story
from pages.models import Highlight
from pages.texts import text_of
from people.links import LinkRefusedError
from projects.places import all_places, published_by_place


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The start page; no number on it is out of date."""
    return render(
        request,
        "pages/home.html",
        {
            "project_count": sum(published_by_place(all_places()).values()),
            "districts": District.objects.all(),
            "examples": examples(),
            "story": shown_story(request.user),
            "choice": choice_of_projects(),
        },
    )


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One of the fixed pages: the group's own text, else the built-in one."""
    context = {"slug": slug, "title": PAGE_TITLES[slug], "text": text_of(slug, request)}
    return render(request, "pages/page.html", context)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def highlights(request: HttpRequest) -> HttpResponse:
    """What the start page shows as worth a look; `projekt` names the entry that somebody came from."""
    form = HighlightForm(request.POST or None, initial={"project": request.GET.get("projekt", "")})
    if (key := request.POST.get("unfeature", "")).isdecimal():
        unfeature(highlight=get_object_or_404(Highlight, pk=key), by=request.user)
        return redirect("pages:highlights")
    if form.is_valid() and _is_featured(request, form):
        messages.success(request, _("The start page shows it now."))
        return redirect("pages:highlights")
    chosen = Highlight.objects.select_related("project__home_district")
    context = {"form": form, "highlights": chosen, "area": "desk", "page": "highlights"}
    return render(request, "pages/highlights.html", context)


def _is_featured(request: HttpRequest, form: HighlightForm) -> bool:
    """Whether it is done; a refusal stands beside the form."""
    try:
        feature(**form.cleaned_data, by=request.user)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A link from a mail that does not hold any more is told so; any other reason is for us to read."""
    if isinstance(exception, LinkRefusedError):
        return render(request, "people/link_refused.html", status=404)
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)
