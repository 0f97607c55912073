"""Addresses of the start page and the fixed pages."""

from django.urls import path, register_converter

from pages import views
from pages.converters import PageSlug

register_converter(PageSlug, "page")

app_name = "pages"
urlpatterns = [
    path("", views.home, name="home"),
    path("redaktion/einen-blick-wert/", views.highlights, name="highlights"),
    path("<page:slug>/", views.page, name="page"),
]
