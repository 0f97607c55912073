"""Addresses of the transfers."""

from django.urls import path

from knowledge import views

app_name = "knowledge"
urlpatterns = [
    path("transfers/", views.transfers, name="transfers"),
    path("transfers/<int:pk>/", views.transfer, name="transfer"),
    path("projekte/<slug:slug>/herkunft/", views.origin, name="origin"),
    path("feeds/transfers.atom", views.transfer_feed, name="transfer-feed"),
]
