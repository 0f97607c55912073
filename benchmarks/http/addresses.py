"""What is asked of the catalogue over HTTP: for each kind of page several addresses, in turns."""

from itertools import product

from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode

from benchmarks.search.questions import FILTER, PAIRS, WORDS
from knowledge.invention.ground import TOPICS
from projects.models import Project

SEARCH, LIST, PROJECT = "search", "filtered list", "project page"
BUSIEST = "project with most transfers"
SPREAD = 40  # project pages, evenly over the catalogue


def addresses() -> dict[str, list[str]]:
    """Addresses by the kind of their page."""
    catalogue, public = reverse("search:catalogue"), Project.objects.published()
    chosen = product(FILTER, (slug for slug, _name, _icon in TOPICS[:4]))
    projects = list(public.order_by("pk"))
    busiest = public.annotate(number=Count("transfers_out")).order_by("-number", "pk")[:1]
    return {
        SEARCH: [f"{catalogue}?{urlencode({'q': words})}" for words in (*WORDS, *PAIRS)],
        LIST: [f"{catalogue}?{urlencode({'bezirk': place, 'thema': topic})}" for place, topic in chosen],
        PROJECT: [row.get_absolute_url() for row in projects[:: max(1, len(projects) // SPREAD)]],
        BUSIEST: [row.get_absolute_url() for row in busiest],
    }
