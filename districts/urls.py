"""Addresses of the app districts."""

from django.urls import URLPattern

app_name = "districts"
urlpatterns: list[URLPattern] = []
