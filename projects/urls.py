"""Addresses of the app projects."""

from django.urls import URLPattern

app_name = "projects"
urlpatterns: list[URLPattern] = []
