"""Transfers on the desk: find, record, put right, retract, bring back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, BadRequest, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from editorial.access import curators_only
from editorial.deliberation import decisions_on
from editorial.forms import WordsForm
from editorial.transfer_forms import TransferForm
from editorial.transfers import (
    STALE,
    bring_back_transfer,
    correct_transfer,
    enter_transfer,
    mark_of,
    retract_with_reason,
)
from editorial.views.telling import carried_out
from knowledge.choices import Certainty, Status
from knowledge.forms.sharing import refused
from knowledge.models import Transfer

PER_PAGE = 50
LONGEST = 100  # letters of a search
KINDS: dict[str, tuple[Any, Q]] = {  # what an address of the list may say (`art`): its words, its rows
    "unbestaetigt": (
        gettext_lazy("unconfirmed"),
        Q(certainty=Certainty.REPORTED) & ~Q(status=Status.RETRACTED),
    ),
    "zurueckgezogen": (gettext_lazy("retracted"), Q(status=Status.RETRACTED)),
    "alle": (gettext_lazy("all"), Q()),
}


@curators_only
@require_safe
def transfers(request: HttpRequest) -> HttpResponse:
    """Those that nobody has confirmed, the retracted ones, or all; those with these words in a title."""
    asked = request.GET.get("art", "")
    kind = asked if asked in KINDS else next(iter(KINDS))
    words = " ".join(request.GET.get("q", "").split())[:LONGEST]
    rows: Any = Transfer.objects.with_ends(request.user).with_certainty().filter(KINDS[kind][1])
    if words:
        rows = rows.filter(Q(source__title__icontains=words) | Q(target__title__icontains=words))
    context = {
        "shown": Paginator(rows.order_by("-created_at", "-pk"), PER_PAGE).get_page(request.GET.get("seite")),
        "kinds": [(name, label) for name, (label, _rows) in KINDS.items()],
        "kind": kind,
        "words": words,
        "area": "desk",
        "page": "transfers",
    }
    return render(request, "editorial/transfers.html", context)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest) -> HttpResponse:
    """A new one; `von` and `nach` name the projects that somebody came from."""
    named = {"source": request.GET.get("von", ""), "target": request.GET.get("nach", "")}
    form = TransferForm(request.POST or None, initial=named)
    if form.is_valid():
        made = _saved(form, lambda: enter_transfer(by=request.user, **form.cleaned_data))
        if made:
            messages.success(request, _("The transfer is recorded."))
            return redirect("editorial:transfer", made.pk)
    context = {"form": form, "area": "desk", "page": "transfers"}
    return render(request, "editorial/transfer_new.html", context)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """One transfer, with every step that is possible now."""
    rows: Any = Transfer.objects.with_ends(request.user).with_certainty()
    found = get_object_or_404(rows.prefetch_related("confirmations"), pk=pk)
    step = request.POST.get("step", "")
    form = TransferForm(request.POST if step == "correct" else None, transfer=found)
    retracting = WordsForm(
        request.POST if step == "retract" else None, label=_("Your reason"), auto_id="retract_%s"
    )
    if request.method == "POST" and _stepped(request, found, form, retracting):
        return redirect("editorial:transfer", pk)
    context = {
        "transfer": found,
        "form": form,
        "retracting": retracting,
        "seen": _seen(request, found, form),
        "decisions": decisions_on(found),
        "area": "desk",
        "page": "transfers",
    }
    return render(request, "editorial/transfer.html", context)


def _stepped(request: HttpRequest, found: Transfer, form: TransferForm, retracting: WordsForm) -> bool:
    """Whether it leads on: the step is taken, or refused with a sentence; not if a form has to say more."""
    step = request.POST.get("step", "")
    about: dict[str, Any] = {"transfer": found, "by": request.user}
    if step == "back":
        done = carried_out(request, bring_back_transfer, **about)
    elif step == "retract":
        if not retracting.is_valid():
            return False
        done = carried_out(request, retract_with_reason, **about, **retracting.cleaned_data)
    elif step == "correct":
        seen = request.POST.get("seen", "")
        done = form.is_valid() and _saved(
            form, lambda: correct_transfer(**about, seen=seen, **form.cleaned_data)
        )
        if not done:
            return False
    else:
        raise BadRequest
    if done:
        messages.success(request, _("Done."))
    return True


def _seen(request: HttpRequest, found: Transfer, form: TransferForm) -> str:
    """What the page was made of, as long as nobody was told that it is out of date."""
    is_told = form.is_bound and form.has_error(NON_FIELD_ERRORS, STALE)
    return mark_of(found) if is_told or not form.is_bound else request.POST.get("seen", "")


def _saved(form: TransferForm, verb: Callable[[], Transfer]) -> Transfer | None:
    """What the verb makes; None if it refuses, and its sentence stands beside what it is about."""
    try:
        return verb()
    except ValidationError as refusal:
        refused(form, refusal)
    return None
