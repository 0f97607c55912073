"""A topic as it would be: written by one member, decided by others."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.access import curators_only
from editorial.deliberation import decisions_on, deliberation_on, lacking_for_topics, members_lacking
from editorial.forms import WordsForm
from editorial.models import TopicProposal
from editorial.topic_forms import TopicForm
from editorial.topics import approve_topic, decline_topic, propose_topic, withdraw_topic
from editorial.views.objections import heard, objection_form
from editorial.views.telling import carried_out
from projects.models import ProposalState, Topic


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, slug: str = "") -> HttpResponse:
    """A new topic, or another wording of one."""
    topic = get_object_or_404(Topic, slug=slug) if slug else None
    form = TopicForm(request.POST or None, topic=topic)
    if form.is_valid():
        try:
            made = propose_topic(topic=topic, by=request.user, **form.cleaned_data)
        except ValidationError as refusal:
            form.add_error(None, refusal.messages)
        else:
            messages.success(request, _("It is up for decision: other members find it under “What waits”."))
            return redirect(made)
    context: dict[str, Any] = {"form": form, "topic": topic, "area": "desk", "page": "topics"}
    context |= lacking_for_topics(request.user)
    return render(request, "editorial/topic_propose.html", context)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Read, compare, agree or object; whoever proposed it may withdraw it."""
    found = get_object_or_404(TopicProposal.objects.select_related("topic"), pk=pk)
    objection, declining = objection_form(request), _declining(request)
    if request.method == "POST":
        if heard(request, found, objection):
            return redirect(found)
        if not objection.is_bound and (answer := _decided(request, found, declining)):
            return answer
    context = _read(request, found) | {"objection_form": objection, "declining": declining}
    return render(request, "editorial/topic_proposal.html", context)


def _declining(request: HttpRequest) -> WordsForm:
    is_sent = request.POST.get("answer") == "decline"
    return WordsForm(request.POST if is_sent else None, label=_("Your reason"), auto_id="decline_%s")


def _decided(request: HttpRequest, found: TopicProposal, declining: WordsForm) -> HttpResponse | None:
    """Where to go once it is said; None if a decline lacks its reason."""
    pair: dict[str, Any] = {"proposal": found, "by": request.user}
    answer = request.POST.get("answer", "")
    if answer == "approve":
        done = carried_out(request, approve_topic, **pair)
    elif answer == "withdraw":
        done = carried_out(request, withdraw_topic, **pair)
    elif answer != "decline":
        raise BadRequest
    elif not declining.is_valid():
        return None
    else:
        done = carried_out(request, decline_topic, **pair, **declining.cleaned_data)
    if done:
        messages.success(request, _said(done))
    return redirect(found)


def _said(done: TopicProposal) -> str:
    if done.state == ProposalState.OPEN:
        return _("Your approval is noted. More members have to agree.")
    return _("The proposal is %(state)s.") % {"state": done.get_state_display()}


def _read(request: HttpRequest, found: TopicProposal) -> dict[str, Any]:
    return {
        "proposal": found,
        "is_open": found.state == ProposalState.OPEN,
        "is_own": found.made_by_id == request.user.pk,
        "lacking": members_lacking(found),
        "deliberation": deliberation_on(found, request.user),
        "decisions": decisions_on(found),
        "area": "desk",
        "page": "topics",
    }
