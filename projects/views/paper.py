"""The paper path: a form to print, a member who types it, the author who confirms it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from people.limits import TooManyTriesError
from people.permissions import is_curator
from projects.contributing.consents import WORDS
from projects.contributing.drafts import keep
from projects.contributing.on_behalf import (
    confirm_on_behalf,
    hand_in_on_behalf,
    on_behalf_of,
    refuse_on_behalf,
)
from projects.contributing.opened import Opened, opened
from projects.contributing.typed import as_sent, initial_of, typed_in
from projects.contributing.who import PAPER_FIELDS, OnBehalfForm
from projects.models import ConsentKind, Sector, Topic
from projects.views.drafts import CHECK


@require_safe
def printed(request: HttpRequest) -> HttpResponse:
    """One sheet to print and to fill in by hand, with the note that the law wants."""
    context = {
        "sectors": Sector.objects.all(),
        "topics": Topic.objects.all(),
        "publish": WORDS[ConsentKind.PUBLISH],
        "area": "contribute",
    }
    return render(request, "contributing/paper.html", context)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def on_behalf(request: HttpRequest, token: str) -> HttpResponse:
    """On behalf of whom a member types it, and what lies before them; the words are kept first."""
    page = opened(request, token)
    if not is_curator(request.user):
        raise PermissionDenied(_("Only the steering group may do this."))
    if page.draft is None or page.draft.handed_in_at or not page.is_new:
        return redirect(page.address(**{CHECK: ""}))
    if request.method != "POST":
        return _on_behalf_page(request, page, OnBehalfForm(initial=initial_of(page.typed, OnBehalfForm)))
    typed = typed_in(request.POST, PAPER_FIELDS)
    keep(token=token, typed=typed, revision=page.revision, fields=PAPER_FIELDS)
    return csrf_protect(_type_in)(request, opened(request, token))


def _on_behalf_page(request: HttpRequest, page: Opened, form: OnBehalfForm) -> HttpResponse:
    context = {"page": page, "form": form, "area": "contribute"}
    return render(request, "contributing/on_behalf.html", context)


def _type_in(request: HttpRequest, page: Opened) -> HttpResponse:
    form = OnBehalfForm(as_sent(page.typed))
    if page.draft is None or not form.is_valid():
        return _on_behalf_page(request, page, form)
    author = {"author": form.cleaned_data["author"], "email": form.cleaned_data["author_email"]}
    try:
        project = hand_in_on_behalf(draft=page.draft, by=request.user, **author)
    except ValidationError:
        return redirect(page.address(**{CHECK: ""}))
    messages.success(request, _what_follows(form))
    return redirect("contributing:status", project.slug)


def _what_follows(form: OnBehalfForm) -> str:
    asked = _("A request to confirm it is on its way by e-mail.")
    nobody_asked = _("Until somebody confirms it, the entry says that nobody has.")
    sent = _("It is handed in on behalf of %(author)s. A second member of the group decides.")
    return f"{sent % form.cleaned_data} {asked if form.cleaned_data['author_email'] else nobody_asked}"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link in the author's mail: two buttons; looking at it changes nothing."""
    found = on_behalf_of(token)
    if request.method != "POST":
        context = {"project": found.project, "area": "contribute"}
        return render(request, "contributing/confirm.html", context)
    try:
        if "nein" in request.POST:
            refuse_on_behalf(token=token)
        else:
            confirm_on_behalf(token=token)
    except (ValidationError, TooManyTriesError) as refusal:
        context = {"project": found.project, "sentence": _sentence(refusal), "area": "contribute"}
        return render(request, "contributing/confirm.html", context)
    said = {"nein": ""} if "nein" in request.POST else None
    return redirect(reverse("contributing:confirmed", query=said))


def _sentence(refusal: ValidationError | TooManyTriesError) -> str:
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)


@require_safe
def confirmed(request: HttpRequest) -> HttpResponse:
    return render(request, "contributing/confirmed.html", {"is_no": "nein" in request.GET})
