"""All transfers: the page with its filters, and the same for programs."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from knowledge.feed import feed_of
from knowledge.overview import choose, overview
from knowledge.reading import listed_by
from knowledge.spreadsheet import lines_of

PAGE_SIZE = 20


@require_safe
def transfers(request: HttpRequest) -> HttpResponse:
    """Filters, figures, map or matrix, years, and the list of what was chosen."""
    choice = choose(request.GET, request.user)
    counted = overview(choice, request.GET.get("ansicht", ""))
    pages = Paginator(choice.transfers.values_list("pk", flat=True), PAGE_SIZE)
    pages.count = counted.number  # counted already
    page = pages.get_page(request.GET.get("seite"))
    context = {
        **counted._asdict(),
        "page": page,
        "transfers": listed_by(list(page), request.user),
        "query": counted.query,
        "area": "transfers",
    }
    return render(request, "knowledge/transfers.html", context)


@require_safe
def transfer_feed(request: HttpRequest) -> HttpResponse:
    """The latest transfers as Atom, with the filters of the page."""
    feed = feed_of(choose(request.GET, request.user).transfers, request)
    return HttpResponse(feed, content_type="application/atom+xml; charset=utf-8")


@require_safe
def transfer_table(request: HttpRequest) -> HttpResponse:
    """What was chosen, as CSV."""
    chosen = choose(request.GET, request.user).transfers
    response = HttpResponse(lines_of(chosen, request.user), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{_("transfers")}.csv"'
    return response
