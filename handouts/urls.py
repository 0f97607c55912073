"""Addresses of hand-outs."""

from django.urls import path

from handouts import views

app_name = "handouts"
urlpatterns = [
    path("handreichungen/", views.handouts, name="list"),
    path("handreichungen/<slug:slug>/", views.handout, name="detail"),
    path("handreichungen/<slug:slug>/<int:number>/", views.version, name="version"),
    path(
        "handreichungen/<slug:slug>/<int:number>/handreichung.html",
        views.download,
        {"kind": "html"},
        name="html",
    ),
    path(
        "handreichungen/<slug:slug>/<int:number>/handreichung.pdf",
        views.download,
        {"kind": "pdf"},
        name="pdf",
    ),
]
