"""A lesson to read, and other words for it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from knowledge.actions import reword_lesson, take_back_lesson
from knowledge.choices import LessonState
from knowledge.forms.lessons import RewordForm
from knowledge.models import Lesson
from knowledge.seen import mark_of
from projects.models import Decision, DecisionKind


@require_safe
def lesson(request: HttpRequest, pk: int) -> HttpResponse:
    """One lesson, with what it is about and what others say to it."""
    found = get_object_or_404(Lesson.objects.visible_to(request.user).for_lists(), pk=pk)
    return render(request, "knowledge/lesson.html", {"lesson": found, "area": "projects"})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reword(request: HttpRequest, pk: int) -> HttpResponse:
    """Other words for a lesson, by whoever told it or the group; or take it back."""
    visible = Lesson.objects.visible_to(request.user) | Lesson.objects.told_by(request.user)
    found = get_object_or_404(visible.distinct(), pk=pk)
    if not request.user.has_perm("knowledge.reword_lesson", found):
        raise PermissionDenied(_("Only whoever told a lesson and the steering group may change it."))
    if "take-back" in request.POST:
        take_back_lesson(lesson=found, by=request.user)
        messages.success(request, _("The lesson is gone from every page."))
        return redirect("contributing:mine")
    form = RewordForm(request.POST or None, lesson=found, is_asked=_is_asked(request, found))
    if form.is_valid() and _is_reworded(request, found, form):
        return redirect("contributing:mine" if _is_own(request, found) else found)
    return render(request, "knowledge/reword.html", _reword_page(request, found, form))


def _is_reworded(request: HttpRequest, found: Lesson, form: RewordForm) -> bool:
    answer = form.cleaned_data.get("words", "")
    try:
        done = reword_lesson(
            lesson=found, by=request.user, seen=request.POST.get("seen", ""), words=answer, **form.said
        )
    except ValidationError as refusal:
        form.add_error(None, refusal.messages)
        return False
    waits = done.state == LessonState.SUBMITTED
    messages.success(request, _("Thank you. The group reads it now.") if waits else _("It is saved."))
    return True


def _reword_page(request: HttpRequest, found: Lesson, form: RewordForm) -> dict[str, Any]:
    asked = Decision.objects.about(found).filter(kind__in=[DecisionKind.ASKED_BACK, DecisionKind.REJECTED])
    return {
        "lesson": found,
        "form": form,
        "asked": asked.first() if found.state in (LessonState.QUERIED, LessonState.DECLINED) else None,
        "is_own": _is_own(request, found),
        "seen": mark_of(found),
        "area": "contribute",
    }


def _is_own(request: HttpRequest, found: Lesson) -> bool:
    return found.submitted_by_id == request.user.pk


def _is_asked(request: HttpRequest, found: Lesson) -> bool:
    return _is_own(request, found) and found.state in (LessonState.QUERIED, LessonState.DECLINED)
