"""All transfers, one transfer, and their feed: pages to read."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from knowledge.feed import feed_of
from knowledge.models import Lesson, Transfer
from knowledge.overview import choose, overview

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
    lessons = Lesson.objects.visible_to(request.user).published().with_echoes().filter(transfer=found)
    context = {"transfer": found, "lessons": lessons, "area": "transfers"}
    return render(request, "knowledge/transfer.html", context)


@require_safe
def transfer_feed(request: HttpRequest) -> HttpResponse:
    """The latest transfers as Atom, with the filters of the page."""
    feed = feed_of(choose(request.GET, request.user).transfers, request)
    return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")
