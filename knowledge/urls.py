"""Addresses of the app knowledge."""

from django.urls import URLPattern

app_name = "knowledge"
urlpatterns: list[URLPattern] = []
