"""The pages of what is asked of the group, of reports and questions: read, answer once."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.access import curators_only
from editorial.answering import REMOVALS, Answering
from editorial.forms import WordsForm
from editorial.views.telling import carried_out
from projects.actions import settle_question, settle_report
from projects.models import Question, Report
from projects.models.claim import Answer
from projects.permissions import is_involved


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int, kind: Answering) -> HttpResponse:
    """One request: granted or refused, with words that are sent."""
    row = get_object_or_404(kind.model, pk=pk)
    grant, refuse = _forms(request, kind, row)
    if request.method == "POST":
        form = {"grant": grant, "refuse": refuse}.get(request.POST.get("answer", ""))
        if form is None:
            raise BadRequest
        if form.is_valid():
            verb = kind.grant if form is grant else kind.refuse
            return _after(request, _carry_out(request, verb, row, form), f"editorial:{kind.name}", row)
    context = {
        "kind": kind,
        "row": row,
        "grant": grant,
        "refuse": refuse,
        "is_open": row.answer == Answer.OPEN,
        "is_own": getattr(row, "by_id", None) == request.user.pk,
        "may_refuse": kind is not REMOVALS or not is_involved(request.user, row.project),
        "area": "desk",
    }
    return render(request, "editorial/request.html", context)


def _forms(request: HttpRequest, kind: Answering, row: Any) -> list[WordsForm]:
    """The words of a yes and of a no; a yes needs them only where nothing else proves a claim."""
    labels = {"grant": kind.grant_words, "refuse": _("Your reasons")}
    sent = request.POST.get("answer", "")
    made = [
        WordsForm(request.POST if sent == name else None, label=label, auto_id=f"{name}_%s")
        for name, label in labels.items()
    ]
    made[0].fields["words"].required = getattr(row, "proven_domain", None) == ""
    return made


def _carry_out(request: HttpRequest, verb: Any, row: Any, form: WordsForm) -> bool:
    words = form.cleaned_data["words"]
    return bool(carried_out(request, lambda: verb(row, request.user, words)))


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """A report: read, answered by mail where there is an address, settled."""
    found = get_object_or_404(Report.objects.select_related("project", "handled_by"), pk=pk)

    def settle(words: str) -> Any:
        return settle_report(report=found, by=request.user, words=words)

    return _settled(request, settle, "editorial:report", found)


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """A question to the network: answered by the group, settled."""
    asked = Question.objects.filter(to_network=True).select_related("project")
    found = get_object_or_404(asked, pk=pk)

    def settle(words: str) -> Any:
        return settle_question(question=found, by=request.user, answer=words)

    return _settled(request, settle, "editorial:question", found)


def _settled(request: HttpRequest, settle: Callable[[str], Any], page: str, row: Any) -> HttpResponse:
    form = WordsForm(request.POST or None, label=_("Your answer (optional)"))
    form.fields["words"].required = False
    if form.is_valid():
        is_done = carried_out(request, lambda: settle(form.cleaned_data["words"])) is not None
        return _after(request, is_done, page, row)
    template = page.replace(":", "/") + ".html"
    return render(request, template, {"row": row, "form": form, "area": "desk"})


def _after(request: HttpRequest, is_done: bool, page: str, row: Any) -> HttpResponse:
    if not is_done:
        return redirect(page, row.pk)
    messages.success(request, _("That is answered."))
    return redirect("editorial:queue")
