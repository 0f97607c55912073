"""Addresses of the transfers."""

from django.urls import path

from knowledge.views import origins, transfers

app_name = "knowledge"
urlpatterns = [
    path("transfers/", transfers.transfers, name="transfers"),
    path("transfers/<int:pk>/", transfers.transfer, name="transfer"),
    path("projekte/<slug:slug>/herkunft/", origins.origin, name="origin"),
    path("feeds/transfers.atom", transfers.transfer_feed, name="transfer-feed"),
]
