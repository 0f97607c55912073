"""Topics on the desk: all of them, and the page of one that any member may arrange."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from editorial.access import curators_only
from editorial.models import TopicProposal
from editorial.topic_forms import PickForm, TopicPageForm
from editorial.topics import MOST_PICKS, arrange_topic, pick, unpick
from editorial.views.telling import carried_out
from projects.models import Topic
from projects.querysets import published_count


@curators_only
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """All topics, with entries or without, and what is proposed."""
    rows = Topic.objects.annotate(project_count=published_count(), pick_count=Count("picks", distinct=True))
    context = {
        "topics": rows.order_by("name"),
        "proposals": TopicProposal.objects.open(),
        "area": "desk",
        "page": "topics",
    }
    return render(request, "editorial/topics.html", context)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """The focus, the open questions, the chosen projects; its words are proposed and decided together."""
    found = get_object_or_404(Topic, slug=slug)
    shown = {"featured_until": found.featured_until, "questions": found.open_questions}
    arranging = TopicPageForm(request.POST if "arrange" in request.POST else None, initial=shown)
    picking = PickForm(request.POST if "pick" in request.POST else None, topic=found)
    if request.method == "POST" and (answer := _acted(request, found, arranging, picking)):
        return answer
    context = {
        "topic": found,
        "arranging": arranging,
        "picking": picking,
        "picks": found.picks.select_related("project"),
        "may_pick": found.picks.count() < MOST_PICKS,
        "proposals": found.proposals.filter(Q(pk__in=TopicProposal.objects.open())),
        "area": "desk",
        "page": "topics",
    }
    return render(request, "editorial/topic.html", context)


def _acted(
    request: HttpRequest, found: Topic, arranging: TopicPageForm, picking: PickForm
) -> HttpResponse | None:
    """Back to the page after each step; None if a form has something to say."""
    by: dict[str, Any] = {"by": request.user}
    if (key := request.POST.get("unpick", "")).isdecimal():
        carried_out(request, unpick, chosen=get_object_or_404(found.picks, pk=key), **by)
    elif arranging.is_bound and arranging.is_valid():
        carried_out(request, arrange_topic, topic=found, **arranging.cleaned_data, **by)
        messages.success(request, _("The page of the topic shows it now."))
    elif picking.is_bound and picking.is_valid():
        carried_out(request, pick, topic=found, **picking.cleaned_data, **by)
    elif arranging.is_bound or picking.is_bound:
        return None
    else:
        raise BadRequest
    return redirect("editorial:topic", found.slug)
