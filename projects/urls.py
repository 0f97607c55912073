"""Addresses of the app projects."""

from django.urls import path

from projects.views import (
    changing,
    claims,
    entries,
    freshness,
    history,
    legal,
    picture_files,
    pictures,
    questions,
    reports,
    selection,
)

app_name = "projects"
urlpatterns = [
    path("projekte/<slug:slug>/", entries.detail, name="detail"),
    path("projekte/<slug:slug>/hinweis/", reports.leave_report, name="report"),
    path("projekte/<slug:slug>/hinweis/danke/", reports.thanks, name="report-thanks"),
    path("projekte/<slug:slug>/unser-projekt/", claims.claim, name="claim"),
    path("projekte/<slug:slug>/unser-projekt/code/", claims.claim_code, name="claim-code"),
    path("projekte/<slug:slug>/entfernen/", claims.remove, name="remove"),
    path("projekte/<slug:slug>/frage/", questions.ask_question, name="question"),
    path("projekte/<slug:slug>/frage/code/", questions.confirm_question, name="question-code"),
    path("projekte/<slug:slug>/frage/danke/", questions.thanks, name="question-thanks"),
    path("projekte/<slug:slug>/aendern/", changing.change, name="change"),
    path("projekte/<slug:slug>/geschichte/", history.history, name="history"),
    path("projekte/<slug:slug>/geschichte/<int:number>/", history.version, name="version"),
    path("projekte/<slug:slug>/stimmt-noch/", freshness.still_right, name="still-right"),
    path("projekte/<slug:slug>/stimmt-noch/danke/", freshness.thanks, name="still-right-thanks"),
    path("antwort/danke/", questions.answer_thanks, name="answer-thanks"),
    path("antwort/<str:token>/", questions.answer, name="answer"),
    path("melden/", legal.leave_notice, name="legal-report"),
    path("melden/danke/", legal.thanks, name="legal-report-thanks"),
    path("merkliste/", selection.shortlist, name="shortlist"),
    path("vergleichen/", selection.compare, name="compare"),
    path("projekte/<slug:slug>/bilder/", pictures.pictures, name="pictures"),
    path("projekte/<slug:slug>/bilder/<int:pk>/", pictures.picture, name="picture"),
    path("projekte/<slug:slug>/bilder/<int:pk>/schritt/", pictures.take_step, name="picture-step"),
    path("projekte/<slug:slug>/bilder/<int:pk>/melden/", pictures.report, name="picture-report"),
    path("projekte/<slug:slug>/bilder/danke/", pictures.thanks, name="picture-report-thanks"),
    path("bilder/<str:name>/<int:width>.<str:kind>", picture_files.serve, name="picture-file"),
    path("themen/", entries.topics, name="topics"),
    path("themen/<slug:slug>/", entries.topic, name="topic"),
]
