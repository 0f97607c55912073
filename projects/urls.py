"""Addresses of the app projects."""

from django.urls import path

from projects.views import entries, moderation, reports

app_name = "projects"
urlpatterns = [
    path("projekte/<slug:slug>/", entries.detail, name="detail"),
    path("projekte/<slug:slug>/hinweis/", reports.leave_report, name="report"),
    path("projekte/<slug:slug>/hinweis/danke/", reports.thanks, name="report-thanks"),
    path("projekte/<slug:slug>/verwalten/", moderation.moderate, name="moderate"),
    path("themen/", entries.topics, name="topics"),
    path("themen/<slug:slug>/", entries.topic, name="topic"),
]
