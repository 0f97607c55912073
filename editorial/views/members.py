"""Who belongs to the group: its members, invitations, joining, leaving."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from editorial.access import curators_only
from editorial.deliberation import is_alone, lacking_for_topics
from editorial.membership import invite, join, leave, take_back
from editorial.models import Invitation
from editorial.views.telling import carried_out
from people.forms import AddressForm
from people.limits import TooManyTriesError, as_too_many
from people.models import User


@curators_only
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: HttpRequest) -> HttpResponse:
    """The members and the open invitations; a form to invite, a button to leave."""
    form = AddressForm(request.POST if "invite" in request.POST else None)
    form.fields["email"].label = _("Address of the new member")
    context = {"form": form, "area": "desk", "page": "members"}
    if form.is_valid():
        try:
            _invite(request, form.cleaned_data["email"])
        except TooManyTriesError as limit:
            form.add_error(None, str(limit))
            return as_too_many(render(request, "editorial/members.html", context | _read(request)), limit)
        return redirect("editorial:members")
    if request.method == "POST" and not form.is_bound:
        return _other_button(request)
    return render(request, "editorial/members.html", context | _read(request))


def _read(request: HttpRequest) -> dict[str, Any]:
    return {
        "members": User.objects.filter(is_curator=True, is_active=True).order_by("date_joined", "pk"),
        "invitations": Invitation.objects.living(),
        "is_alone": is_alone(request.user),
        **lacking_for_topics(request.user),
    }


def _invite(request: HttpRequest, email: str) -> None:
    if carried_out(request, invite, email=email, by=request.user):
        messages.success(request, _("The invitation to %(email)s is on its way.") % {"email": email})


def _other_button(request: HttpRequest) -> HttpResponse:
    key = request.POST.get("take_back", "")
    if key.isdecimal():
        invitation = get_object_or_404(Invitation, pk=key)
        carried_out(request, take_back, invitation=invitation, by=request.user)
        return redirect("editorial:members")
    if "leave" not in request.POST:
        raise BadRequest
    if carried_out(request, leave, by=request.user):
        messages.success(request, _("You are no longer a member of the group. Thank you for your work."))
        return redirect("people:account")
    return redirect("editorial:members")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest) -> HttpResponse:
    """What an invited person finds after signing in: a button, nothing by itself."""
    person: Any = request.user
    if not Invitation.objects.to(person.email).exists():
        raise Http404
    if request.method == "POST" and carried_out(request, join, by=person):
        messages.success(request, _("Welcome to the group!"))
        return redirect("editorial:queue")
    return render(request, "editorial/invitation.html", {"area": "account"})
