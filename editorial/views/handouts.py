"""Hand-outs on the desk: all of them; one as it would be frozen, decided about together."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.access import curators_only
from editorial.deliberation import decisions_on, deliberation_on
from editorial.handout_forms import BeginForm
from editorial.views.objections import heard, objection_form
from editorial.views.telling import carried_out
from handouts.actions import approve_handout, begin, propose_handout, take_back_proposal
from handouts.actions.deciding import mark_of
from handouts.content import content_of
from handouts.models import Handout
from handouts.rendering import body_of, document_of
from people.models import User


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def handouts(request: HttpRequest) -> HttpResponse:
    """What is being written and what was frozen; a form to begin another."""
    form = BeginForm(request.POST or None)
    if form.is_valid():
        made = carried_out(request, begin, by=request.user, **form.cleaned_data)
        return redirect("editorial:handout-write", made.slug) if made else redirect("editorial:handouts")
    rows = Handout.objects.select_related("topic").prefetch_related("versions")
    context = {"handouts": rows.order_by("-updated_at"), "form": form, "area": "desk", "page": "handouts"}
    return render(request, "editorial/handouts.html", context)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def handout(request: HttpRequest, slug: str) -> HttpResponse:
    """Read it as it would be; put it up, agree, object, go on writing."""
    found = get_object_or_404(Handout.objects.for_writing(), slug=slug)
    objection = objection_form(request)
    if request.method == "POST":
        if heard(request, found, objection):
            return redirect("editorial:handout", slug)
        if not objection.is_bound:
            return _decided(request, found)
    return render(request, "editorial/handout.html", _read(request, found) | {"objection_form": objection})


def _decided(request: HttpRequest, found: Handout) -> HttpResponse:
    by, answer = request.user, request.POST.get("answer", "")
    if answer == "propose":
        if carried_out(request, propose_handout, handout=found, by=by):
            messages.success(request, _("It is up for decision: other members find it under “What waits”."))
    elif answer == "write":
        if carried_out(request, take_back_proposal, handout=found, by=by):
            return redirect("editorial:handout-write", found.slug)
    elif answer == "approve":
        seen = request.POST.get("seen", "")
        if done := carried_out(request, approve_handout, handout=found, by=by, seen=seen):
            return _agreed(request, done)
    else:
        raise BadRequest
    return redirect("editorial:handout", found.slug)


def _agreed(request: HttpRequest, done: Handout) -> HttpResponse:
    if done.proposed_at:
        messages.success(request, _("Your approval is noted. More members have to agree."))
        return redirect("editorial:handout", done.slug)
    messages.success(request, _("The hand-out is frozen. Everyone can read it."))
    return redirect(done)


def _read(request: HttpRequest, found: Handout) -> dict[str, Any]:
    content = content_of(found)
    document = document_of(content, number=_next_number(found), frozen_on=timezone.localdate(), citation="")
    writers = set(found.writers.values_list("pk", flat=True))
    deliberation = deliberation_on(found, request.user)
    others = User.objects.filter(is_curator=True, is_active=True).exclude(pk__in=writers).count()
    return {
        "handout": found,
        "preview": SafeString(body_of(document)),
        "seen": mark_of(content),
        "is_writer": request.user.pk in writers,
        "is_enough": others >= deliberation.needed,
        "deliberation": deliberation,
        "decisions": decisions_on(found),
        "versions": found.versions.without_bytes(),
        "area": "desk",
        "page": "handouts",
    }


def _next_number(found: Handout) -> int:
    latest = found.versions.without_bytes().first()
    return latest.number + 1 if latest else 1
