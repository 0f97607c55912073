"""What was told about an origin, and what a curator makes of it."""

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from knowledge.forms.origins import GiverForm
from knowledge.origins import WAYS, open_origin, take_as_transfer
from projects.models import Origin, Project


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def origin(request: HttpRequest, slug: str) -> HttpResponse:
    """What was told about where the idea came from, and what a curator can make of it."""
    project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    if not request.user.has_perm("knowledge.settle_origin", project):
        raise PermissionDenied(_("Only members of the steering group who did not write it may do this."))
    told = open_origin(project)
    form = GiverForm(request.POST or None, initial={"giver": told.source or told.text if told else ""})
    if request.method == "POST" and told and _is_settled(request, told, form):
        return redirect("knowledge:origin", project.slug)
    context = {"project": project, "told": told, "form": form, "area": "desk"}
    return render(request, "knowledge/origin.html", context)


def _is_settled(request: HttpRequest, told: Origin, form: GiverForm) -> bool:
    settle = WAYS.get(request.POST.get("way", ""))
    if settle is None:
        raise BadRequest
    is_transfer = settle is take_as_transfer
    if is_transfer and not form.is_valid():
        return False
    try:
        settle(
            origin=told, by=request.user, **({"source": form.cleaned_data["giver"]} if is_transfer else {})
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, _("Thank you. That is settled."))
    return True
