"""What is one's own: drafts, entries, proposals, and what the group has said about them."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from projects.choices import State
from projects.contributing.consents import withdraw_consent
from projects.contributing.contact import set_contact
from projects.contributing.who import ContactForm
from projects.models import ChangeProposal, Consent, ConsentKind, Decision, Draft, Project
from projects.permissions import keeps
from projects.telling import SHOWN


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Everything that somebody has begun, handed in or proposed, in three queries."""
    person: Any = request.user
    context = {
        "drafts": Draft.objects.unsent().filter(user=person),
        "entries": Project.objects.involving(person).order_by("-updated_at"),
        "proposals": ChangeProposal.objects.filter(made_by=person)
        .select_related("project")
        .order_by("-made_at"),
        "area": "contribute",
    }
    return render(request, "contributing/mine.html", context)


@never_cache
@login_required
@require_safe
def status(request: HttpRequest, slug: str) -> HttpResponse:
    """Where an entry of one's own stands, and the words of the group."""
    return render(request, "contributing/status.html", _status(request, slug))


@never_cache
@login_required
@require_safe
def received(request: HttpRequest, slug: str) -> HttpResponse:
    """The receipt: it has arrived, and what happens next."""
    return render(request, "contributing/received.html", _status(request, slug))


def _status(request: HttpRequest, slug: str) -> dict[str, object]:
    person: Any = request.user
    project = get_object_or_404(Project.objects.involving(person), slug=slug)
    return {
        "project": project,
        "decisions": Decision.objects.about(project).filter(kind__in=SHOWN),
        "is_keeper": (is_keeper := keeps(person, project)),
        "may_answer": is_keeper and project.state in (State.QUERIED, State.REJECTED),
        "consents": project.consents.filter(user=person, withdrawn_at=None),
        "PUBLISH": ConsentKind.PUBLISH,
        "area": "contribute",
    }


@login_required
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a consent of one's own back."""
    consent = get_object_or_404(Consent.objects.select_related("project"), pk=pk, user=request.user)
    withdraw_consent(consent=consent, by=request.user)
    messages.success(request, _("Your consent is taken back."))
    return redirect("contributing:status", consent.project.slug)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest, slug: str) -> HttpResponse:
    """Say whom others may ask; the consent goes with it."""
    person: Any = request.user
    project = get_object_or_404(Project.objects.involving(person).filter(owners=person), slug=slug)
    form = ContactForm(request.POST or None, initial=_known_contact(project, person))
    if form.is_valid() and form.cleaned_data["contact"]:
        set_contact(project=project, by=person, asked=form.cleaned_data)
        messages.success(request, _("Thank you. Questions reach you now."))
        return redirect("contributing:status", project.slug)
    if form.is_bound and form.is_valid():
        form.add_error("contact", _("To show how you are reached we need your yes to this."))
    context = {"project": project, "form": form, "area": "contribute"}
    return render(request, "contributing/contact.html", context)


def _known_contact(project: Project, person: Any) -> dict[str, object]:
    """What the entry shows now; the consent is asked for anew."""
    point = project.contact
    if point is None or point.user_id != person.pk:
        return {}
    return {
        "contact_label": point.label,
        "public_email": point.public_email,
        "public_phone": point.public_phone,
    }
