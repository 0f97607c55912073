"""The account: what we know, what somebody wants to read, and its end."""

from datetime import timedelta
from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.actions import delete_account
from people.codes import CodeRefusedError, redeem_code, send_code
from people.forms import CodeForm, PreferencesForm
from people.limits import TooManyTriesError, as_too_many
from people.models import User
from people.network import network_of
from people.personal_data import data_of

LATELY = timedelta(minutes=15)
CODE = "code_to_delete"  # in the session: the key of the code that confirms the deletion


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, and what one wants to read by mail."""
    form = PreferencesForm(request.POST or None, instance=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Your choice is kept."))
        return redirect("people:account")
    return render(request, "people/account.html", {"form": form, "area": "account"})


@never_cache
@login_required
@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """What we know about the person, as a file."""
    headers = {"Content-Disposition": 'attachment; filename="daten.json"'}
    written = {"ensure_ascii": False, "indent": 2}
    return JsonResponse(data_of(cast(User, request.user)), json_dumps_params=written, headers=headers)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest) -> HttpResponse:
    """What will happen, and a button: for somebody who has signed in lately, else with a code."""
    person, code = cast(User, request.user), request.session.get(CODE)
    is_sure = bool(person.last_login and person.last_login > timezone.now() - LATELY)
    form = CodeForm(request.POST or None)
    context = {"is_sure": is_sure, "has_code": code is not None, "form": form, "area": "account"}
    if request.method == "POST" and is_sure:
        return _delete(request, person)
    if code is None or not form.is_valid():
        return render(request, "people/delete.html", context)
    try:
        redeem_code(pk=code, entry=form.cleaned_data["code"])
    except (CodeRefusedError, TooManyTriesError) as refusal:
        form.add_error("code", str(refusal))
        response = render(request, "people/delete.html", context)
        return as_too_many(response, refusal) if isinstance(refusal, TooManyTriesError) else response
    return _delete(request, person)


def _delete(request: HttpRequest, person: User) -> HttpResponse:
    logout(request)
    delete_account(person=person)
    messages.success(request, _("Your account is deleted. What you have written stays, without you."))
    return redirect("pages:home")


@never_cache
@login_required
@require_POST
def send_code_to_delete(request: HttpRequest) -> HttpResponse:
    """A code to the person's own address, for the page that deletes the account."""
    try:
        code = send_code(email=cast(User, request.user).email, network=network_of(request))
    except TooManyTriesError as limit:
        messages.error(request, str(limit))
    else:
        request.session[CODE] = code.pk
    return redirect("people:delete")
