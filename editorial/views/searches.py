"""A term that visitors look for in vain: the group sees what is missing, and puts it aside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.access import curators_only
from editorial.views.telling import carried_out
from search.actions import dismiss
from search.models import MissedSearch


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def missed_search(request: HttpRequest, pk: int) -> HttpResponse:
    """One term, in which weeks it was missed, and what can be done about it; a POST dismisses it."""
    wanted = MissedSearch.objects.filter(visitors=MissedSearch.SEVERAL)
    missed = get_object_or_404(wanted, pk=pk)
    if request.method == "POST":
        if carried_out(request, dismiss, missed=missed, by=request.user) is None:
            return redirect("editorial:missed-search", pk)
        messages.success(request, _("Done."))
        return redirect("editorial:queue")
    weeks = wanted.filter(folded=missed.folded)
    context = {"missed": missed, "weeks": weeks, "area": "desk"}
    return render(request, "editorial/missed-search.html", context)
