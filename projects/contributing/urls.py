"""Addresses of contributing: the form, its draft by token, what is one's own."""

from django.urls import path

from projects.views import drafts, freshness, handing_in, own, paper

app_name = "contributing"
urlpatterns = [
    path("mitmachen/", drafts.start, name="start"),
    path("mitmachen/ort/", drafts.place, name="place"),
    path("mitmachen/geloescht/", drafts.discarded, name="discarded"),
    path("mitmachen/papier/", paper.printed, name="paper"),
    path("mitmachen/bestaetigt/", paper.confirmed, name="confirmed"),
    path("mitmachen/bestaetigen/<str:token>/", paper.confirm, name="confirm"),
    path("mitmachen/stimmt-noch/<str:token>/", freshness.asked_by_mail, name="still-right"),
    path("mitmachen/meine/", own.mine, name="mine"),
    path("mitmachen/meine/<slug:slug>/", own.status, name="status"),
    path("mitmachen/meine/<slug:slug>/angekommen/", own.received, name="received"),
    path("mitmachen/meine/<slug:slug>/kontakt/", own.contact, name="contact"),
    path("mitmachen/zustimmung/<int:pk>/", own.take_back, name="take-back"),
    path("mitmachen/<str:token>/", drafts.draft, name="draft"),
    path("mitmachen/<str:token>/vorschau/", drafts.preview, name="preview"),
    path("mitmachen/<str:token>/absenden/", handing_in.who, name="who"),
    path("mitmachen/<str:token>/code/", handing_in.code, name="code"),
    path("mitmachen/<str:token>/im-auftrag/", paper.on_behalf, name="on-behalf"),
    path("mitmachen/<str:token>/loeschen/", drafts.discard, name="discard"),
]
