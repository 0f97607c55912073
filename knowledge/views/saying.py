"""What groups say: a lesson, an echo; confirmed by a code, reviewed by the group."""

from typing import Any

from django.contrib.auth import login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from knowledge.saying import SAYINGS
from people.actions import account_by_code
from people.codes import CodeRefusedError, send_code
from people.forms import CodeForm
from people.limits import TooManyTriesError, as_too_many
from people.network import network_of
from people.views.signing_in import BACKEND
from people.waiting import stop_waiting, wait_for, waited_for

SAID = "said"  # in the session until the code has come back: the kind, the key, and what was typed


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def say(request: HttpRequest, kind: str, **key: Any) -> HttpResponse:
    """The form; what is sent waits for a code, unless somebody is signed in."""
    saying = SAYINGS[kind]
    about = get_object_or_404(saying.rows(request.user), **key)
    form = saying.form(request.POST or None, is_known=request.user.is_authenticated)
    if not form.is_valid():
        return _form_page(request, kind, about, form)
    if form.is_trapped:
        return redirect("knowledge:said")
    if request.user.is_authenticated:
        return _said(request, kind, about, form)
    try:
        code = send_code(email=form.cleaned_data["email"], network=network_of(request))
    except TooManyTriesError as limit:
        form.add_error(None, str(limit))
        return as_too_many(_form_page(request, kind, about, form), limit)
    wait_for(request, code)
    request.session[SAID] = [kind, about.pk, request.POST.urlencode()]
    return redirect("knowledge:say-code")


def _form_page(request: HttpRequest, kind: str, about: Any, form: Any) -> HttpResponse:
    context = {
        "kind": kind,
        "about": about,
        "form": form,
        "heading": SAYINGS[kind].heading,
        "is_sent": form.is_bound,
        "area": "topics" if kind == "topic" else "transfers" if kind == "transfer" else "projects",
    }
    return render(request, "knowledge/say.html", context)


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
    return redirect("knowledge:said")


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
        return render(request, "knowledge/say_code.html", context)
    try:
        account = account_by_code(pk=waiting.code, entry=form.cleaned_data["code"])
    except (CodeRefusedError, TooManyTriesError) as refusal:
        form.add_error("code", str(refusal))
        response = render(request, "knowledge/say_code.html", context)
        return as_too_many(response, refusal) if isinstance(refusal, TooManyTriesError) else response
    login(request, account, backend=BACKEND)
    stop_waiting(request)
    return _hand_in(request, *kept)


def _hand_in(request: HttpRequest, kind: str, key: int, typed: str) -> HttpResponse:
    """What the session has kept, as if it was sent now."""
    saying = SAYINGS[kind]
    about = get_object_or_404(saying.rows(request.user), pk=key)
    form = saying.form(QueryDict(typed), is_known=True)
    return _said(request, kind, about, form) if form.is_valid() else _form_page(request, kind, about, form)


@require_safe
def said(request: HttpRequest) -> HttpResponse:
    return render(request, "knowledge/said.html", {"area": "projects"})
