"""Addresses of the review desk."""

from django.urls import path

from editorial.answering import CLAIMS, INTERESTS, LEGAL_REPORTS, NEEDS, REMOVALS
from editorial.views import (
    entries,
    lessons,
    log,
    members,
    merging,
    newsletter,
    proposals,
    queue,
    requests,
    searches,
    tags,
    topic_proposals,
    topics,
    transfers,
)

app_name = "editorial"
urlpatterns = [
    path("redaktion/", queue.queue, name="queue"),
    path("redaktion/protokoll/", log.log, name="log"),
    path("redaktion/rundbrief/", newsletter.newsletter, name="newsletter"),
    path("redaktion/gruppe/", members.members, name="members"),
    path("redaktion/themen/", topics.topics, name="topics"),
    path("redaktion/themen/vorschlagen/", topic_proposals.propose, name="topic-propose"),
    path("redaktion/themen/vorschlaege/<int:pk>/", topic_proposals.proposal, name="topic-proposal"),
    path("redaktion/themen/<slug:slug>/", topics.topic, name="topic"),
    path("redaktion/themen/<slug:slug>/vorschlagen/", topic_proposals.propose, name="topic-change"),
    path("redaktion/schlagworte/", tags.tags, name="tags"),
    path("redaktion/schlagworte/<slug:slug>/", tags.tag, name="tag"),
    path("konto/einladung/", members.invitation, name="invitation"),
    path("redaktion/transfers/", transfers.transfers, name="transfers"),
    path("redaktion/transfers/neu/", transfers.record, name="transfer-new"),
    path("redaktion/transfers/<int:pk>/", transfers.transfer, name="transfer"),
    path("redaktion/eintraege/<slug:slug>/", entries.entry, name="entry"),
    path("redaktion/eintraege/<slug:slug>/zusammenfuehren/", merging.merge, name="merge"),
    path("redaktion/aenderungen/<int:pk>/", proposals.proposal, name="proposal"),
    path("redaktion/hinweise/<int:pk>/", requests.report, name="report"),
    path("redaktion/erfahrungen/<int:pk>/", lessons.lesson, name="lesson"),
    path("redaktion/resonanzen/<int:pk>/", lessons.echo, name="echo"),
    path("redaktion/fragen/<int:pk>/", requests.question, name="question"),
    path("redaktion/suchen/<int:pk>/", searches.missed_search, name="missed-search"),
    path("redaktion/unser-projekt/<int:pk>/", requests.answer, {"kind": CLAIMS}, name="claim"),
    path("redaktion/interessen/<int:pk>/", requests.answer, {"kind": INTERESTS}, name="interest"),
    path("redaktion/gesucht/<int:pk>/", requests.answer, {"kind": NEEDS}, name="need"),
    path("redaktion/entfernen/<int:pk>/", requests.answer, {"kind": REMOVALS}, name="removal"),
    path("redaktion/meldungen/<int:pk>/", requests.answer, {"kind": LEGAL_REPORTS}, name="legal-report"),
]
