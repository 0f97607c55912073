"""Addresses of transfers and lessons."""

from django.urls import path

from knowledge.views import ideas, interests, lessons, origins, saying, sharing, transfers, travels, way
from people.views.saying import say, say_code

app_name = "knowledge"
urlpatterns = [
    path("bezirke/<slug:slug>/ideen/", ideas.ideas, name="ideas"),
    path("transfers/", travels.transfers, name="transfers"),
    path("transfers.csv", travels.transfer_table, name="transfer-table"),
    path("transfers/<int:pk>/", transfers.transfer, name="transfer"),
    path("transfers/<int:pk>/schritt/", sharing.step, name="step"),
    path("transfers/<int:pk>/schritt/<int:step>/zuruecknehmen/", sharing.take_note_back, name="note-back"),
    path("transfers/<int:pk>/anpassung/", sharing.adaptation, name="adaptation"),
    path("transfers/<int:pk>/anpassung/<int:row>/", sharing.change_adaptation, name="change-adaptation"),
    path("transfers/<int:pk>/quelle/", sharing.source, name="source"),
    path("transfers/<int:pk>/projekt/", sharing.target, name="target"),
    path("transfers/<int:pk>/projekt/beginnen/", sharing.begin_entry, name="begin-entry"),
    path("transfers/<int:pk>/beenden/", sharing.end, name="end"),
    path("transfers/<int:pk>/tun/<slug:name>/", sharing.button, name="button"),
    path("projekte/<slug:slug>/weg/", way.way, name="way"),
    path("projekte/<slug:slug>/herkunft/", origins.origin, name="origin"),
    path("projekte/<slug:slug>/erfahrung/", say, {"kind": "project"}, name="lesson-on-project"),
    path("transfers/<int:pk>/erfahrung/", say, {"kind": "transfer"}, name="lesson-on-transfer"),
    path("themen/<slug:slug>/erfahrung/", say, {"kind": "topic"}, name="lesson-on-topic"),
    path("erfahrungen/code/", say_code, name="say-code"),
    path("erfahrungen/danke/", saying.said, name="said"),
    path("erfahrungen/<int:pk>/", lessons.lesson, name="lesson"),
    path("erfahrungen/<int:pk>/bei-uns/", say, {"kind": "echo"}, name="echo"),
    path("erfahrungen/<int:pk>/aendern/", lessons.reword, name="reword"),
    path("feeds/transfers.atom", travels.transfer_feed, name="transfer-feed"),
    path("projekte/<slug:slug>/moechten-wir-auch/", interests.interest, name="interest"),
    path("projekte/<slug:slug>/moechten-wir-auch/code/", interests.confirm, name="interest-code"),
    path("projekte/<slug:slug>/moechten-wir-auch/danke/", interests.thanks, name="interest-thanks"),
]
