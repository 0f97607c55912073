"""The last steps: who are you, the code from the mail, and the entry is on its way."""

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from people.actions import account_by_code
from people.codes import CodeRefusedError, send_code
from people.forms import CodeForm
from people.limits import TooManyTriesError, as_too_many
from people.network import network_of
from people.views.signing_in import BACKEND
from people.waiting import stop_waiting, wait_for, waited_for
from projects.contributing.drafts import keep
from projects.contributing.handing_in import hand_in, hand_in_change
from projects.contributing.opened import Opened, opened
from projects.contributing.typed import as_sent, initial_of, typed_in
from projects.contributing.who import WHO_FIELDS, AddressedForm, ChangeForm, WhoForm, WhoGuard
from projects.models import ChangeProposal
from projects.views.drafts import CHECK

AGAIN, LATE = "nochmal", "abgelaufen"  # what an address of this step may say


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def who(request: HttpRequest, token: str) -> HttpResponse:
    """Ask who hands it in. What was typed is kept first: a cookie that is gone costs one more click."""
    page = opened(request, token)
    if not _is_ready(page):
        return redirect(page.address(**{CHECK: ""}))
    if request.method != "POST":
        return _who_page(request, page, _who_form(request, page))
    keep(token=token, typed=typed_in(request.POST, WHO_FIELDS), revision=page.revision, fields=WHO_FIELDS)
    page = opened(request, token)
    response = csrf_protect(_send)(request, page)
    if response.status_code == HttpResponseForbidden.status_code:
        return redirect(page.address("who", **{AGAIN: ""}))
    return response


def _is_ready(page: Opened) -> bool:
    return (
        page.draft is not None and page.draft.handed_in_at is None and page.form(is_checked=True).is_valid()
    )


def _who_form(request: HttpRequest, page: Opened, *, is_sent: bool = False) -> AddressedForm:
    kind: type[AddressedForm] = WhoForm if page.is_new else ChangeForm
    is_known = request.user.is_authenticated
    if is_sent:
        return kind(as_sent(page.typed), is_known=is_known)
    return kind(initial=initial_of(page.typed, kind), is_known=is_known)


def _who_page(
    request: HttpRequest, page: Opened, form: AddressedForm, guard: WhoGuard | None = None
) -> HttpResponse:
    context = {
        "page": page,
        "form": form,
        "guard": guard or WhoGuard(),
        "is_again": AGAIN in request.GET,
        "is_late": LATE in request.GET,
        "area": "contribute",
    }
    return render(request, "contributing/who.html", context)


def _send(request: HttpRequest, page: Opened) -> HttpResponse:
    """Hand it in for somebody who is signed in; send a code to anybody else."""
    form, guard = _who_form(request, page, is_sent=True), WhoGuard(request.POST)
    if not guard.is_valid():
        form.add_error(None, guard.non_field_errors().as_data())
    if not form.is_valid():
        return _who_page(request, page, form, guard)
    if guard.is_trapped:
        return redirect("contributing:start")
    if request.user.is_authenticated:
        return _hand_in(request, page)
    try:
        code = send_code(email=form.cleaned_data["email"], network=network_of(request))
    except TooManyTriesError as limit:
        form.add_error(None, str(limit))
        return as_too_many(_who_page(request, page, form, guard), limit)
    wait_for(request, code, page.address("code"))
    return redirect(page.address("code"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, token: str) -> HttpResponse:
    """Take the code, sign in whoever reads mail at the address, and hand the draft in, in one go."""
    waiting, page = waited_for(request), opened(request, token)
    if waiting is None or waiting.next != page.address("code") or page.draft is None:
        return redirect(page.address("who", **{LATE: ""}))
    form = CodeForm(request.POST or None)
    context = {"page": page, "form": form, "waiting": waiting, "area": "contribute"}
    if not form.is_valid():
        return render(request, "contributing/code.html", context)
    try:
        account = account_by_code(pk=waiting.code, entry=form.cleaned_data["code"])
    except (CodeRefusedError, TooManyTriesError) as refusal:
        form.add_error("code", str(refusal))
        response = render(request, "contributing/code.html", context)
        return as_too_many(response, refusal) if isinstance(refusal, TooManyTriesError) else response
    login(request, account, backend=BACKEND)
    stop_waiting(request)
    return _hand_in(request, page)


def _hand_in(request: HttpRequest, page: Opened) -> HttpResponse:
    form = _who_form(request, page, is_sent=True)
    if page.draft is None or not form.is_valid():
        return _who_page(request, page, form)
    try:
        if page.is_new:
            project = hand_in(draft=page.draft, by=request.user, asked=form.cleaned_data)
            return redirect("contributing:received", project.slug)
        made = hand_in_change(draft=page.draft, by=request.user, words=form.cleaned_data["reason"])
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(page.address(**{CHECK: ""}))
    messages.success(request, _told(page, made))
    return redirect("contributing:mine")


def _told(page: Opened, made: object) -> str:
    """What became of a change, in a sentence."""
    if not isinstance(made, ChangeProposal):
        return _("Thank you. The entry says it now.") if made else _("Thank you. The group has your answer.")
    if page.was_changed_meanwhile:
        return _(
            "Thank you. Somebody has changed the entry meanwhile. Both versions are kept: yours is a "
            "proposal now, and the group puts them together."
        )
    return _("Thank you. Your change is a proposal now. The group looks at it and writes to you.")
