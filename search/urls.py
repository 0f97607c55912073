"""Addresses of the app search."""

from django.urls import path
from django.views.decorators.http import require_safe

from search.feeds import ProjectFeed
from search.views import catalogue, fit, lessons, meant, suggestions

app_name = "search"
urlpatterns = [
    path("projekte/", catalogue, name="catalogue"),
    path("projekte/<slug:slug>/passt-das/", fit, name="fit"),
    path("erfahrungen/", lessons, name="lessons"),
    path("vorschlaege/", suggestions, name="suggestions"),
    path("vorschlaege/eintraege/", meant, name="meant"),
    path("feeds/projekte.atom", require_safe(ProjectFeed()), name="project-feed"),
]
