"""Addresses of signing in and of the account."""

from django.urls import path

from people import views

app_name = "people"
urlpatterns = [
    path("konto/", views.account, name="account"),
    path("konto/anmelden/", views.sign_in, name="sign-in"),
    path("konto/anmelden/code/", views.sign_in_code, name="sign-in-code"),
    path("konto/abmelden/", views.sign_out, name="sign-out"),
    path("admin/login/", views.admin_sign_in, name="admin-sign-in"),  # before the admin's own page
]
