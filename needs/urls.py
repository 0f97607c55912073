"""Addresses of needs."""

from django.urls import path

from needs import views
from people.views.saying import say, say_code

app_name = "needs"
urlpatterns = [
    path("gesucht/", views.needs, name="list"),
    path("gesucht/neu/", say, {"kind": "need"}, name="new"),
    path("gesucht/code/", say_code, name="code"),
    path("gesucht/eingereicht/", views.posted, name="posted"),
    path("gesucht/danke/", views.replied, name="replied"),
    path("gesucht/<int:pk>/", views.detail, name="detail"),
    path("gesucht/<int:pk>/antworten/", say, {"kind": "reply"}, name="reply"),
    path("gesucht/<int:pk>/erledigt/", views.settle, name="settle"),
]
