"""Addresses of the app search."""

from django.urls import path

from search.feeds import ProjectFeed
from search.views import catalogue, suggestions

app_name = "search"
urlpatterns = [
    path("projekte/", catalogue, name="catalogue"),
    path("vorschlaege/", suggestions, name="suggestions"),
    path("feeds/projekte.atom", ProjectFeed(), name="project-feed"),
]
