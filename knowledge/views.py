"""All transfers, one transfer, and their feed: pages to read."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from knowledge.feed import feed_of
from knowledge.forms import GiverForm
from knowledge.models import Lesson, Transfer
from knowledge.origins import WAYS, open_origin, take_as_transfer
from knowledge.overview import choose, overview
from projects.models import Origin, Project

PAGE_SIZE = 20


@require_safe
def transfers(request: HttpRequest) -> HttpResponse:
    """Map, figures, filters, list and table of the transfers."""
    choice = choose(request.GET, request.user)
    shown = overview(choice, request.user)
    pages = Paginator(choice.transfers.values_list("pk", flat=True), PAGE_SIZE)
    pages.count = shown.number  # counted already
    page = pages.get_page(request.GET.get("seite"))
    context = {
        **shown._asdict(),
        "page": page,
        "transfers": Transfer.objects.filter(pk__in=list(page)).for_lists(request.user),
        "query": urlencode(shown.form.chosen),
        "area": "transfers",
    }
    return render(request, "knowledge/transfers.html", context)


@require_safe
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """One transfer, with what was adapted and what was learned."""
    visible = Transfer.objects.visible_to(request.user).for_lists(request.user)
    found = get_object_or_404(visible.prefetch_related("sources"), pk=pk)
    lessons = Lesson.objects.visible_to(request.user).published().filter(transfer=found)
    context = {"transfer": found, "lessons": lessons, "area": "transfers"}
    return render(request, "knowledge/transfer.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def origin(request: HttpRequest, slug: str) -> HttpResponse:
    """What was told about where the idea came from, and what a curator can make of it."""
    project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    if not request.user.has_perm("knowledge.settle_origin", project):
        raise PermissionDenied(_("Only members of the steering group who did not write it may do this."))
    told = open_origin(project)
    form = GiverForm(request.POST or None, initial={"giver": told.source or told.text if told else ""})
    if request.method == "POST" and told and _is_settled(request, told, form):
        return redirect("knowledge:origin", project.slug)
    context = {"project": project, "told": told, "form": form, "area": "desk"}
    return render(request, "knowledge/origin.html", context)


def _is_settled(request: HttpRequest, told: Origin, form: GiverForm) -> bool:
    settle = WAYS.get(request.POST.get("way", ""))
    if settle is None:
        raise BadRequest
    is_transfer = settle is take_as_transfer
    if is_transfer and not form.is_valid():
        return False
    try:
        settle(
            origin=told, by=request.user, **({"source": form.cleaned_data["giver"]} if is_transfer else {})
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, _("Thank you. That is settled."))
    return True


@require_safe
def transfer_feed(request: HttpRequest) -> HttpResponse:
    """The latest transfers as Atom, with the filters of the page."""
    feed = feed_of(choose(request.GET, request.user).transfers, request)
    return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")
