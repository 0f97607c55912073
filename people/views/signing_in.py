"""Signing in by a code, signing out."""

from django.contrib.auth import login, logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from people.actions import account_by_code
from people.codes import CodeRefusedError, send_code
from people.forms import AddressForm, CodeForm
from people.limits import TooManyTriesError, as_too_many
from people.network import network_of
from people.waiting import stop_waiting, wait_for, waited_for

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address and send a code there, whether it has an account or not."""
    next_url = _safe_next(request)
    if request.user.is_authenticated:
        return redirect(next_url or "people:account")
    form = AddressForm(request.POST or None)
    context = {"form": form, "next": next_url, "area": "account"}
    if not form.is_valid():
        return render(request, "people/sign_in.html", context)
    try:
        code = send_code(email=form.cleaned_data["email"], network=network_of(request))
    except TooManyTriesError as limit:
        form.add_error(None, str(limit))
        return as_too_many(render(request, "people/sign_in.html", context), limit)
    wait_for(request, code, next_url)
    return redirect("people:sign-in-code")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Take the code that this browser has asked for and sign in whoever reads mail at its address."""
    waiting = waited_for(request)
    if waiting is None:
        return redirect("people:sign-in")
    form = CodeForm(request.POST or None)
    context = {"form": form, "waiting": waiting, "area": "account"}
    if not form.is_valid():
        return render(request, "people/sign_in_code.html", context)
    try:
        account = account_by_code(pk=waiting.code, entry=form.cleaned_data["code"])
    except (CodeRefusedError, TooManyTriesError) as refusal:
        form.add_error("code", str(refusal))
        response = render(request, "people/sign_in_code.html", context)
        return as_too_many(response, refusal) if isinstance(refusal, TooManyTriesError) else response
    login(request, account, backend=BACKEND)
    stop_waiting(request)
    return redirect(waiting.next or "people:account")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("pages:home")


def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """The admin has no door of its own; who is signed in and sent here may not enter it."""
    if request.user.is_authenticated and request.user.is_staff:
        return redirect("admin:index")
    if request.user.is_authenticated:
        raise PermissionDenied(
            _("This part is for the steering group and for those who look after the site.")
        )
    return redirect_to_login(_safe_next(request) or reverse("admin:index"))


def _safe_next(request: HttpRequest) -> str:
    """The address of ours to go to afterwards, or "" when none is given or it leads elsewhere."""
    url = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())
    return url if is_ours else ""
