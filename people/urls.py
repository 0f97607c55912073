"""Addresses of signing in and of the account."""

from django.urls import path

from people.views import account, signing_in

app_name = "people"
urlpatterns = [
    path("konto/", account.account, name="account"),
    path("konto/daten.json", account.data, name="data"),
    path("konto/loeschen/", account.delete, name="delete"),
    path("konto/loeschen/code/", account.send_code_to_delete, name="delete-code"),
    path("konto/anmelden/", signing_in.sign_in, name="sign-in"),
    path("konto/anmelden/code/", signing_in.sign_in_code, name="sign-in-code"),
    path("konto/abmelden/", signing_in.sign_out, name="sign-out"),
    path("admin/login/", signing_in.admin_sign_in, name="admin-sign-in"),  # before the admin's own page
]
