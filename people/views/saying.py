"""The form of what somebody says, and the page for the code that confirms their address."""

from typing import Any

from django.contrib.auth import login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people.actions import account_by_code
from people.codes import CodeRefusedError, send_code
from people.forms import CodeForm
from people.limits import TooManyTriesError, as_too_many
from people.network import network_of
from people.saying import SAYINGS
from people.views.signing_in import BACKEND
from people.waiting import stop_waiting, wait_for, waited_for

SAID = "said"  # in the session until the code has come back: the kind, the key, and what was typed


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, kind: str, **key: Any) -> HttpResponse:
    """The form; what is sent waits for a code, unless somebody is signed in."""
    saying = SAYINGS[kind]
    about = _about(request, kind, **key)
    begun = {"initial": request.GET.dict(), "is_known": request.user.is_authenticated}
    form = saying.form(request.POST or None, **begun)
    if not form.is_valid():
        return _form_page(request, kind, about, form)
    if form.is_trapped:
        return redirect(saying.thanks_page)
    if request.user.is_authenticated:
        return _said(request, kind, about, form)
    try:
        code = send_code(email=form.cleaned_data["email"], network=network_of(request))
    except TooManyTriesError as limit:
        form.add_error(None, str(limit))
        return as_too_many(_form_page(request, kind, about, form), limit)
    wait_for(request, code)
    request.session[SAID] = [kind, about and about.pk, request.POST.urlencode()]
    return redirect(saying.code_page)


def _about(request: HttpRequest, kind: str, **key: Any) -> Any:
    """What is spoken of, if anything; 404 if this user may not see it."""
    rows = SAYINGS[kind].about(request.user)
    return None if rows is None else get_object_or_404(rows, **key)


def _form_page(request: HttpRequest, kind: str, about: Any, form: Any) -> HttpResponse:
    saying = SAYINGS[kind]
    context = {"kind": kind, "about": about, "form": form, "is_sent": form.is_bound, **saying.context}
    return render(request, saying.template, context)


def _said(request: HttpRequest, kind: str, about: Any, form: Any) -> HttpResponse:
    try:
        SAYINGS[kind].say(about, request.user, form.said)
    except (ValidationError, PermissionDenied) as refusal:
        form.add_error(None, getattr(refusal, "messages", str(refusal)))
        return _form_page(request, kind, about, form)
    except TooManyTriesError as limit:
        form.add_error(None, str(limit))
        return as_too_many(_form_page(request, kind, about, form), limit)
    request.session.pop(SAID, None)
    return redirect(SAYINGS[kind].thanks_page)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def say_code(request: HttpRequest) -> HttpResponse:
    """Take the code, sign in whoever reads mail at the address, and hand in what was said."""
    waiting, kept = waited_for(request), request.session.get(SAID)
    if waiting is None or kept is None:
        return redirect("people:sign-in")
    form = CodeForm(request.POST or None)
    context = {"form": form, "waiting": waiting}
    if not form.is_valid():
        return render(request, "people/say_code.html", context)
    try:
        account = account_by_code(pk=waiting.code, entry=form.cleaned_data["code"])
    except (CodeRefusedError, TooManyTriesError) as refusal:
        form.add_error("code", str(refusal))
        response = render(request, "people/say_code.html", context)
        return as_too_many(response, refusal) if isinstance(refusal, TooManyTriesError) else response
    login(request, account, backend=BACKEND)
    stop_waiting(request)
    return _hand_in(request, *kept)


def _hand_in(request: HttpRequest, kind: str, key: int, typed: str) -> HttpResponse:
    """What the session has kept, as if it was sent now."""
    about = _about(request, kind, pk=key)
    form = SAYINGS[kind].form(QueryDict(typed), is_known=True)
    return _said(request, kind, about, form) if form.is_valid() else _form_page(request, kind, about, form)
