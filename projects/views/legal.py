"""A notice of illegal content, from anybody, about any page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from people.limits import TooManyTriesError, as_too_many
from people.network import network_of
from projects.actions import report_content
from projects.claims.forms import LegalReportForm


@require_http_methods(["GET", "HEAD", "POST"])
def leave_notice(request: HttpRequest) -> HttpResponse:
    form = LegalReportForm(request.POST or None, initial={"url": request.GET.get("seite", "")[:500]})
    context = {"form": form}
    if not form.is_valid():
        return render(request, "projects/legal_report.html", context)
    said = {name: form.cleaned_data[name] for name in ("url", "words", "name", "email")}
    try:
        if not form.is_trapped:
            report_content(**said, network_hash=network_of(request))
    except TooManyTriesError as limit:
        form.add_error(None, str(limit))
        return as_too_many(render(request, "projects/legal_report.html", context), limit)
    return redirect("projects:legal-report-thanks")


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return render(request, "projects/legal_report_thanks.html")
