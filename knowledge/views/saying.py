"""Thanks for what groups have said."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def said(request: HttpRequest) -> HttpResponse:
    return render(request, "knowledge/said.html", {"area": "projects"})
