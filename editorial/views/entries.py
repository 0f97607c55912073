"""The page of one entry: what it says, what may be the same, and every step that is possible now."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from editorial.access import curators_only
from editorial.deciding import take_step
from editorial.deliberation import decisions_on, deliberation_on, is_alone
from editorial.forms import WordsForm
from editorial.seen import changes_since_question, mark_of
from editorial.views.objections import heard, objection_form
from editorial.views.telling import carried_out
from projects.facts import facts_of, reach_by_year
from projects.models import Project
from projects.permissions import is_involved
from projects.steps import STEPS, Step, may_take, possible_steps
from search.likeness import likely_duplicates


class Offer(NamedTuple):
    """A step that leads on, its form where it asks for words, and whether this member may take it."""

    step: Step
    form: WordsForm | None
    is_allowed: bool


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, slug: str) -> HttpResponse:
    """Read, compare, decide; a refusal is told as a sentence and nothing that was typed is lost."""
    project = get_object_or_404(Project.objects.for_page(), slug=slug)
    objection = objection_form(request)
    if request.method == "POST":
        if heard(request, project, objection):
            return redirect("editorial:entry", project.slug)
        if not objection.is_bound and (answer := _stepped(request, project)):
            return answer
    context = _read(request, project) | {"objection_form": objection, "area": "desk"}
    return render(request, "editorial/entry.html", context)


def _stepped(request: HttpRequest, project: Project) -> HttpResponse | None:
    """Where to go once the step is taken or refused; None if its words are missing."""
    step = STEPS.get(request.POST.get("step", ""))
    if step is None:
        raise BadRequest
    form = _form(request, step)
    if form and not form.is_valid():
        return None
    words = form.cleaned_data["words"] if form else ""
    seen = request.POST.get("seen", "")
    taken = carried_out(
        request, take_step, step=step, project=project, by=request.user, seen=seen, words=words
    )
    if taken is None:
        return redirect("editorial:entry", project.slug)
    messages.success(request, str(step.done if taken.state == step.state else step.noted))
    return redirect("editorial:queue")


def _form(request: HttpRequest, step: Step) -> WordsForm | None:
    if not step.asks:
        return None
    is_sent = request.method == "POST" and request.POST.get("step") == step.name
    return WordsForm(request.POST if is_sent else None, label=step.asks, auto_id=f"{step.name}_%s")


def _read(request: HttpRequest, project: Project) -> dict[str, Any]:
    steps = possible_steps(project)
    return {
        "project": project,
        "facts": facts_of(project),
        "reach_by_year": reach_by_year(project),
        "offers": [
            Offer(step, _form(request, step), may_take(request.user, step, project)) for step in steps
        ],
        "is_own": is_involved(request.user, project),
        "is_alone": is_alone(request.user),
        "seen": mark_of(project),
        "deliberation": deliberation_on(project, request.user),
        "decisions": decisions_on(project),
        "changes": changes_since_question(project),
        "duplicates": likely_duplicates(project, request.user),
    }
