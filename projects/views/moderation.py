"""The curators' page of one entry: publish, archive, hide at once."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.permissions import is_curator
from projects.models import Project
from projects.permissions import has_submitted
from projects.steps import STEPS, possible_steps


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def moderate(request: HttpRequest, slug: str) -> HttpResponse:
    """The steps that are possible now, each a button; a refusal is told as a sentence."""
    project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    if not is_curator(request.user):
        raise PermissionDenied(_("Only the steering group may do this."))
    if request.method == "POST":
        _take_step(request, project)
        return redirect("projects:moderate", project.slug)
    context = {
        "project": project,
        "steps": possible_steps(project),
        "is_own": has_submitted(request.user, project),
        "area": "projects",
    }
    return render(request, "projects/moderate.html", context)


def _take_step(request: HttpRequest, project: Project) -> None:
    step = STEPS.get(request.POST.get("step", ""))
    if step is None:
        raise BadRequest
    try:
        step.take(project=project, by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, str(step.done))
