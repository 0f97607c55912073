"""Addresses of transfers and lessons."""

from django.urls import path

from knowledge.views import lessons, origins, saying, transfers, travels

app_name = "knowledge"
urlpatterns = [
    path("transfers/", travels.transfers, name="transfers"),
    path("transfers.csv", travels.transfer_table, name="transfer-table"),
    path("transfers/<int:pk>/", transfers.transfer, name="transfer"),
    path("projekte/<slug:slug>/herkunft/", origins.origin, name="origin"),
    path("projekte/<slug:slug>/erfahrung/", saying.say, {"kind": "project"}, name="lesson-on-project"),
    path("transfers/<int:pk>/erfahrung/", saying.say, {"kind": "transfer"}, name="lesson-on-transfer"),
    path("themen/<slug:slug>/erfahrung/", saying.say, {"kind": "topic"}, name="lesson-on-topic"),
    path("erfahrungen/code/", saying.say_code, name="say-code"),
    path("erfahrungen/danke/", saying.said, name="said"),
    path("erfahrungen/<int:pk>/", lessons.lesson, name="lesson"),
    path("erfahrungen/<int:pk>/bei-uns/", saying.say, {"kind": "echo"}, name="echo"),
    path("erfahrungen/<int:pk>/aendern/", lessons.reword, name="reword"),
    path("feeds/transfers.atom", travels.transfer_feed, name="transfer-feed"),
]
