"""What both sides of a transfer do on the page they share: each with a page or a button of its own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from knowledge import actions
from knowledge.actions.adapting import mark_of
from knowledge.choices import Side
from knowledge.forms.sharing import AdaptationForm, EndForm, SourceForm, StepForm, TargetForm, refused
from knowledge.linking import begin_draft, link_target, linkable_by
from knowledge.models import Transfer
from knowledge.sides import sides_of

View = Callable[..., HttpResponse]


def by_both_sides(view: View) -> View:
    """A view of a transfer for the people of its sides: visitors may sign in first, others are refused."""

    @never_cache
    @wraps(view)
    def shown(request: HttpRequest, pk: int, **arguments: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        transfers = Transfer.objects.visible_to(request.user).counted().with_ends(request.user)
        transfer = get_object_or_404(transfers, pk=pk)
        if not sides_of(request.user, transfer):
            raise PermissionDenied(_("Only the people of both sides may do this."))
        return view(request, transfer, **arguments)

    return shown


def _page(request: HttpRequest, transfer: Transfer, form: forms.Form, name: str, **more: Any) -> HttpResponse:
    context = {"transfer": transfer, "form": form, "area": "transfers", **more}
    return render(request, f"knowledge/sharing/{name}.html", context)


def _done(form: forms.Form, verb: Callable[[], Any]) -> bool:
    """Whether the form is valid and the verb has not refused; what it refuses stands in the form."""
    if not form.is_valid():
        return False
    try:
        verb()
    except ValidationError as refusal:
        refused(form, refusal)
        return False
    return True


def _clicked(request: HttpRequest, transfer: Transfer, verb: Callable[[], Any]) -> HttpResponse:
    """Back to the page, where it is said whether it was done, or what was in the way."""
    try:
        verb()
    except (ValidationError, PermissionDenied) as refusal:
        sentences = refusal.messages if isinstance(refusal, ValidationError) else [str(refusal)]
        messages.error(request, " ".join(sentences))
    else:
        messages.success(request, _("Thank you. It is noted."))
    return redirect(transfer)


def _kept(request: HttpRequest, transfer: Transfer, sentence: str) -> HttpResponse:
    messages.success(request, sentence)
    return redirect(transfer)


@require_http_methods(["GET", "HEAD", "POST"])
@by_both_sides
def step(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """What happened on which day, and how far it has come."""
    form = StepForm(request.POST or None, transfer=transfer)
    if _done(form, lambda: actions.note_step(transfer=transfer, by=request.user, **form.cleaned_data)):
        return _kept(request, transfer, _("It is written down. The others get a mail."))
    return _page(request, transfer, form, "step")


@require_http_methods(["GET", "HEAD", "POST"])
@by_both_sides
def adaptation(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """A new row: what was taken over, adapted, left out or is new."""
    known = {"element": request.GET.get("was", "")[:200], "part": request.GET.get("teil", "")}
    form = AdaptationForm(request.POST or None, initial=known)
    if _done(form, lambda: actions.add_adaptation(transfer=transfer, by=request.user, said=form.said)):
        return _kept(request, transfer, _("It is written down."))
    return _page(request, transfer, form, "adaptation")


@require_http_methods(["GET", "HEAD", "POST"])
@by_both_sides
def change_adaptation(request: HttpRequest, transfer: Transfer, row: int) -> HttpResponse:
    """The same row in other words, or out."""
    stored = get_object_or_404(transfer.adaptations, pk=row)
    now = {name: getattr(stored, name) for name in ("kind", "part", "element", "reason", "result")}
    form = AdaptationForm(request.POST or None, initial=now | {"seen": mark_of(stored)})
    by, seen = request.user, request.POST.get("seen", "")
    if "drop" in request.POST:
        return _clicked(request, transfer, lambda: actions.drop_adaptation(row=stored, by=by, seen=seen))
    if _done(form, lambda: actions.change_adaptation(row=stored, by=by, seen=seen, said=form.said)):
        return _kept(request, transfer, _("It is written down."))
    return _page(request, transfer, form, "adaptation", row=stored)


@require_http_methods(["GET", "HEAD", "POST"])
@by_both_sides
def source(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """Where one can read about it: then it is documented."""
    form = SourceForm(request.POST or None)
    if _done(form, lambda: actions.add_source(transfer=transfer, by=request.user, **form.cleaned_data)):
        return _kept(request, transfer, _("Thank you. The source stands on the page."))
    return _page(request, transfer, form, "source")


@require_http_methods(["GET", "HEAD", "POST"])
@by_both_sides
def target(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """Which of one's own entries is the project that has taken it over; or how to begin one."""
    projects = linkable_by(request.user).exclude(pk=transfer.source_id)
    form = TargetForm(request.POST or None, projects=projects)
    made: list[Transfer] = []

    def link() -> None:
        project = form.cleaned_data["project"]
        made.append(link_target(transfer=transfer, by=request.user, project=project))

    if _done(form, link):
        return _kept(request, made[0], _("Thank you. Your project stands on the page now."))
    return _page(request, transfer, form, "target", projects=projects)


@require_POST
@by_both_sides
def begin_entry(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """A draft of an entry with what is known already; it is linked once it is handed in."""
    return redirect("contributing:draft", begin_draft(transfer=transfer, by=request.user).token)


@require_http_methods(["GET", "HEAD", "POST"])
@by_both_sides
def end(request: HttpRequest, transfer: Transfer) -> HttpResponse:
    """It is not pursued further: why, if they like to say, and whether everyone may know."""
    is_receiver = Side.TARGET in sides_of(request.user, transfer)
    form = EndForm(request.POST or None, initial=_reason_of(transfer, is_receiver), is_receiver=is_receiver)
    if _done(form, lambda: actions.end_transfer(transfer=transfer, by=request.user, **form.cleaned_data)):
        return _kept(request, transfer, _("Thank you for trying it, and for saying so."))
    return _page(request, transfer, form, "end")


def _reason_of(transfer: Transfer, is_receiver: bool) -> dict[str, Any]:
    """What the receiving side has said before: what it has not made public is its own."""
    if not is_receiver:
        return {}
    return {
        "because": transfer.ended_because,
        "words": transfer.end_reason,
        "is_public": transfer.end_reason_is_public,
    }


BUTTONS: dict[str, Callable[..., Any]] = {
    "rest": actions.rest_transfer,
    "resume": actions.resume_transfer,
    "confirm-source": lambda **about: actions.confirm_transfer(side=Side.SOURCE, **about),
    "confirm-target": lambda **about: actions.confirm_transfer(side=Side.TARGET, **about),
}


@require_POST
@by_both_sides
def button(request: HttpRequest, transfer: Transfer, name: str) -> HttpResponse:
    """What one click does: rest, go on, confirm."""
    if name not in BUTTONS:
        raise Http404
    return _clicked(request, transfer, lambda: BUTTONS[name](transfer=transfer, by=request.user))


@require_POST
@never_cache
def take_note_back(request: HttpRequest, pk: int, step: int) -> HttpResponse:
    """A note of one's own, or, for a curator, one that everyone reads."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    transfer = get_object_or_404(Transfer.objects.visible_to(request.user).counted(), pk=pk)
    found = get_object_or_404(transfer.steps, pk=step)
    actions.take_note_back(step=found, by=request.user)
    return _kept(request, transfer, _("The note is taken back."))
