"""Addresses without a language: for machines."""

from django.urls import path

from pages import machines
from pages.sitemap import part, sitemap

urlpatterns = [
    path("healthz", machines.healthz, name="healthz"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<slug:kind>-<int:number>.xml", part, name="sitemap-part"),
]
