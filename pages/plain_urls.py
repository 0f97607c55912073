"""Addresses without a language: for machines."""

from django.contrib.sitemaps.views import sitemap
from django.urls import path

from pages import machines
from pages.sitemaps import SITEMAPS

urlpatterns = [
    path("healthz", machines.healthz, name="healthz"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
