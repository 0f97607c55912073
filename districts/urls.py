"""Addresses of the districts."""

from django.urls import path

from districts import views

app_name = "districts"
urlpatterns = [
    path("bezirke/", views.district_list, name="list"),
    path("bezirke/<slug:slug>/", views.district, name="detail"),
]
