"""Figures for the steering group."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from editorial.access import curators_only
from knowledge.steering import FIGURES_FROM, freshness_of, steering_figures
from projects.freshness import freshness


@curators_only
@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Transfers by year and phase, where they stop, topics that travel, how fresh the entries are."""
    context = {
        "figures": steering_figures(),
        "enough": FIGURES_FROM,
        "freshness": freshness_of(freshness()),
        "area": "desk",
        "page": "figures",
    }
    return render(request, "editorial/figures.html", context)
