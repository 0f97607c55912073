"""The yearly question: still right, to change, or ended? By the link of a mail, or signed in."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from projects.actions import asked_by, say_ended, say_still_right
from projects.facts import facts_of
from projects.models import Project

ANSWERS = {"ja": say_still_right, "beendet": say_ended}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def asked_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in the mail: looking at it changes nothing."""
    project, person = asked_by(token)
    return _answered(request, project, person)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def still_right(request: HttpRequest, slug: str) -> HttpResponse:
    """The same for those who keep the entry, and for the group."""
    project = get_object_or_404(Project.objects.visible_to(request.user).published(), slug=slug)
    if not request.user.has_perm("projects.confirm_project", project):
        raise PermissionDenied(_("Only those who keep the entry and the steering group may do this."))
    return _answered(request, project, request.user)


def _answered(request: HttpRequest, project: Project, person: Any) -> HttpResponse:
    """The question, or where an answer leads; a refusal is told beside the question."""
    sentence = ""
    if request.method == "POST":
        answer = request.POST.get("antwort", "")
        if answer not in ANSWERS:
            raise BadRequest
        try:
            ANSWERS[answer](project=project, by=person, seen=request.POST.get("seen", ""))
        except ValidationError as refusal:
            sentence = " ".join(refusal.messages)
        else:
            said = {"beendet": ""} if answer == "beendet" else None
            return redirect(reverse("projects:still-right-thanks", args=[project.slug], query=said))
    context = {
        "project": project,
        "facts": facts_of(project),
        "sentence": sentence,
        "area": "contribute",
    }
    return render(request, "projects/still_right.html", context)


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """What came of it, and what would help others now."""
    project = get_object_or_404(Project.objects.visible_to(request.user).published(), slug=slug)
    context = {"project": project, "has_ended": "beendet" in request.GET, "area": "contribute"}
    return render(request, "projects/still_right_thanks.html", context)
