"""The page of a proposed change: what would be different, beside what the entry says now."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from editorial.access import curators_only
from editorial.deciding import answer_proposal
from editorial.forms import WordsForm
from editorial.seen import mark_of
from editorial.views.telling import carried_out
from projects.content import PLAIN
from projects.content.citing import corrected_elsewhere
from projects.content.comparing import conflicts
from projects.content.reading import content_of
from projects.content.wording import changes_between
from projects.models import ChangeProposal, Project, ProposalState


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Read, compare, accept or decline; one's own is decided by another member."""
    found = get_object_or_404(ChangeProposal.objects.select_related("base", "project"), pk=pk)
    is_sent = request.method == "POST"
    form = WordsForm(request.POST if is_sent else None, label=_("Your answer"))
    if is_sent and (answer := _answered(request, found, form)):
        return answer
    context = _read(request, found) | {"form": form, "area": "desk"}
    return render(request, "editorial/proposal.html", context)


def _answered(request: HttpRequest, found: ChangeProposal, form: WordsForm) -> HttpResponse | None:
    """Where to go once it is decided or refused; None if the words are missing that a decline needs."""
    choice = request.POST.get("answer", "")
    if choice not in ("accept", "decline"):
        raise BadRequest
    if choice == "accept":
        form.fields["words"].required = False
    if not form.is_valid():
        return None
    decided = carried_out(
        request,
        answer_proposal,
        proposal=found,
        by=request.user,
        accept=choice == "accept",
        words=form.cleaned_data["words"],
        seen=request.POST.get("seen", ""),
    )
    if not decided:
        return redirect("editorial:proposal", found.pk)
    done = _("The change is in the entry.") if choice == "accept" else _("The proposal is declined.")
    messages.success(request, done)
    return redirect("editorial:queue")


def _read(request: HttpRequest, found: ChangeProposal) -> dict[str, Any]:
    project = Project.objects.for_page().get(pk=found.project_id)
    seen, current = mark_of(project), content_of(project)
    base, wanted = found.base.content, found.base.content | found.changes
    doubled = conflicts(base=base, wanted=wanted, current=current)
    return {
        "proposal": found,
        "project": _as_proposed(project, found),
        "changes": changes_between(current, current | found.changes),
        "shared": corrected_elsewhere(current, found.changes, entry=project),
        "meanwhile": changes_between(base, {field: current[field] for field in doubled}) if doubled else [],
        "is_own": found.made_by_id == request.user.pk,
        "is_open": found.state == ProposalState.OPEN,
        "seen": seen,
    }


def _as_proposed(project: Project, found: ChangeProposal) -> Project:
    """The entry with the proposed words, to be looked at; it is not stored."""
    for field in PLAIN:
        if field in found.changes:
            setattr(project, field, found.changes[field])
    return project
