"""Addresses of meetings."""

from django.urls import path

from meetings import views

app_name = "meetings"
urlpatterns = [
    path("treffen/", views.meetings, name="list"),
    path("treffen/neu/", views.create, name="create"),
    path("treffen/<slug:slug>/", views.detail, name="detail"),
    path("treffen/<slug:slug>/danke/", views.signed_up, name="signed-up"),
    path("treffen/<slug:slug>/aendern/", views.edit, name="edit"),
    path("treffen/<slug:slug>/wer-macht-mit/", views.hold, name="hold"),
    path("treffen.ics", views.calendar, name="calendar"),
    path("treffen/<slug:slug>.ics", views.calendar_of_one, name="calendar-of-one"),
]
