""" "Zu diesem Eintrag": anybody may leave a word about an entry with the group."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from people.limits import TooManyTriesError, as_too_many
from people.network import network_of
from projects.actions import report
from projects.forms import ReportForm
from projects.models import Project


@require_http_methods(["GET", "HEAD", "POST"])
def leave_report(request: HttpRequest, slug: str) -> HttpResponse:
    """The form; what is sent reaches the curators by mail and in the admin."""
    project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    known = {"kind": request.GET.get("art"), "email": getattr(request.user, "email", "")}
    form = ReportForm(request.POST or None, initial=known)
    context = {"form": form, "project": project, "area": "projects"}
    if form.is_valid() and not form.is_trapped:
        try:
            report(project=project, network_hash=network_of(request), **form.reported)
        except TooManyTriesError as limit:
            form.add_error(None, str(limit))
            return as_too_many(render(request, "projects/report.html", context), limit)
    if form.is_valid():
        return redirect("projects:report-thanks", project.slug)
    return render(request, "projects/report.html", context)


@require_safe
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    project = get_object_or_404(Project.objects.visible_to(request.user), slug=slug)
    return render(request, "projects/report_thanks.html", {"project": project, "area": "projects"})
