"""Addresses of the app projects."""

from django.urls import path

from projects.views import entries

app_name = "projects"
urlpatterns = [
    path("projekte/<slug:slug>/", entries.detail, name="detail"),
    path("themen/", entries.topics, name="topics"),
    path("themen/<slug:slug>/", entries.topic, name="topic"),
]
