"""The bare application, with FLOOR_DATA: a JSON file with `cards` and `facets`."""

import json
import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

settings.configure(
    SECRET_KEY="the floor signs nothing",  # noqa: S106
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    # What `startproject` brings and needs no session, and gzip as the catalogue has it.
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.gzip.GZipMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [Path(__file__).parent]}
    ],
)
shown = json.loads(Path(os.environ["FLOOR_DATA"]).read_text(encoding="utf-8"))


def page(request: HttpRequest) -> HttpResponse:
    """Twenty cards and four facet groups."""
    return render(request, "page.html", shown)


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


urlpatterns = [path("", page), path("healthz", healthz)]
application = get_wsgi_application()
