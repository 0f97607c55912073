"""Concerns and objections on any page where the group decides."""

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from editorial.forms import ObjectionForm
from editorial.views.telling import carried_out
from projects.actions import object_to, withdraw_objection
from projects.models import Objection


def objection_form(request: HttpRequest) -> ObjectionForm:
    """Bound where it was sent; its button is named "object"."""
    return ObjectionForm(request.POST if "object" in request.POST else None)


def heard(request: HttpRequest, subject: Model, form: ObjectionForm) -> bool:
    """Whether an objection was raised or withdrawn by this request, or a refusal told."""
    if "withdraw" in request.POST:
        _withdraw(request, subject, request.POST["withdraw"])
        return True
    if form.is_bound and form.is_valid():
        if carried_out(request, object_to, subject=subject, by=request.user, **form.cleaned_data):
            messages.success(request, _("The others see what you have written."))
        return True
    return False


def _withdraw(request: HttpRequest, subject: Model, key: Any) -> None:
    rows = Objection.objects.about(subject)
    objection = get_object_or_404(rows, pk=key if key.isdecimal() else 0)
    if carried_out(request, withdraw_objection, objection=objection, by=request.user):
        messages.success(request, _("The objection is withdrawn."))
