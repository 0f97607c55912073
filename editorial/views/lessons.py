"""What groups have told: a lesson, an echo; read beside what it is about, and decided."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.access import curators_only
from editorial.deliberation import decisions_on, deliberation_on, is_alone
from editorial.forms import WordsForm
from editorial.views.objections import heard, objection_form
from editorial.views.telling import carried_out
from knowledge.actions import (
    answer_echo,
    ask_back_lesson,
    decline_lesson,
    hide_echo,
    hide_lesson,
    publish_lesson,
)
from knowledge.choices import LessonState
from knowledge.models import Lesson, LessonEcho
from knowledge.seen import mark_of

ASKING = {"ask": ask_back_lesson, "decline": decline_lesson}


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, ask back, decline, hide; one's own is decided by another member."""
    found = get_object_or_404(Lesson.objects.for_lists(), pk=pk)
    objection = objection_form(request)
    forms = {name: _words(request, name) for name in ASKING}
    if request.method == "POST":
        if heard(request, found, objection):
            return redirect("editorial:lesson", pk)
        if not objection.is_bound and (answer := _decided(request, found, forms)):
            return answer
    context = _read(request, found) | {"objection_form": objection, **forms}
    return render(request, "editorial/lesson.html", context)


def _words(request: HttpRequest, name: str) -> WordsForm:
    label = _("Your question") if name == "ask" else _("Your reason")
    is_sent = request.POST.get("step") == name
    return WordsForm(request.POST if is_sent else None, label=label, auto_id=f"{name}_%s")


def _decided(request: HttpRequest, found: Lesson, forms: dict[str, WordsForm]) -> HttpResponse | None:
    """Where to go once it is decided or refused; None if words are missing."""
    step, by = request.POST.get("step", ""), request.user
    seen = request.POST.get("seen", "")
    if step == "publish":
        done = carried_out(request, publish_lesson, lesson=found, by=by, seen=seen)
    elif step == "hide":
        done = carried_out(request, hide_lesson, lesson=found, by=by)
    elif step not in ASKING:
        raise BadRequest
    elif not forms[step].is_valid():
        return None
    else:
        words = forms[step].cleaned_data["words"]
        done = carried_out(request, ASKING[step], lesson=found, by=by, words=words, seen=seen)
    if done is None:
        return redirect("editorial:lesson", found.pk)
    messages.success(request, _("The lesson is %(state)s.") % {"state": done.get_state_display()})
    return redirect("editorial:queue")


def _read(request: HttpRequest, found: Lesson) -> dict[str, Any]:
    return {
        "lesson": found,
        "waits": found.state in (LessonState.SUBMITTED, LessonState.QUERIED),
        "is_own": found.submitted_by_id is not None and found.submitted_by_id == request.user.pk,
        "is_alone": is_alone(request.user),
        "wordings": found.wordings.all(),
        "echoes": found.echoes.published().select_related("district"),
        "seen": mark_of(found),
        "deliberation": deliberation_on(found, request.user),
        "decisions": decisions_on(found),
        "area": "desk",
    }


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def echo(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it, or not; hide one that is shown."""
    found = get_object_or_404(LessonEcho.objects.select_related("lesson", "district"), pk=pk)
    if request.method == "POST":
        step = request.POST.get("step", "")
        if step not in ("show", "decline", "hide"):
            raise BadRequest
        if step == "hide":
            done = carried_out(request, hide_echo, echo=found, by=request.user)
        else:
            done = carried_out(request, answer_echo, echo=found, by=request.user, is_shown=step == "show")
        if done is None:
            return redirect("editorial:echo", pk)
        messages.success(request, _("That is answered."))
        return redirect("editorial:queue")
    context = {
        "echo": found,
        "is_own": found.submitted_by_id is not None and found.submitted_by_id == request.user.pk,
        "is_alone": is_alone(request.user),
        "area": "desk",
    }
    return render(request, "editorial/echo.html", context)
