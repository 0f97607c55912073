"""Verbs of deciding about a hand-out: put it up, agree, take it back. Enough approvals freeze it."""

import json
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from handouts.actions.freezing import freeze
from handouts.content import Content, content_of, items_of
from handouts.models import Handout
from people.permissions import is_curator
from projects.actions import agree, log
from projects.actions.deciding import is_agreed
from projects.models import Approval, DecisionKind


def mark_of(content: Content) -> str:
    """A short word that changes with everything a hand-out says."""
    return sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


@transaction.atomic
def propose_handout(*, handout: Handout, by: Any) -> Handout:
    """Put it up for decision. ValidationError while it is empty, or holds what is not published."""
    stored = _locked(handout, by)
    _must_be_complete(content_of(stored))
    stored.proposed_at = timezone.now()
    stored.writers.add(by)
    stored.save()
    Approval.objects.about(stored).delete()
    log(stored, DecisionKind.SUBMITTED, by)
    return stored


@transaction.atomic
def take_back_proposal(*, handout: Handout, by: Any) -> Handout:
    """Go on writing: nothing is agreed to any more."""
    stored = _locked(handout, by)
    stored.proposed_at = None
    stored.save()
    Approval.objects.about(stored).delete()
    return stored


@transaction.atomic
def approve_handout(*, handout: Handout, by: Any, seen: str) -> Handout:
    """Agree to what was `seen`; with enough approvals and no open objection a version is frozen.

    PermissionDenied for whoever has written along since the last version; ValidationError while an objection
    is open, if it is not up for decision, or was changed meanwhile.
    """
    stored = _locked(handout, by)
    if stored.writers.filter(pk=by.pk).exists():
        raise PermissionDenied(_("You have written along: other members of the group decide."))
    if stored.proposed_at is None:
        raise ValidationError(_("This hand-out is not up for decision, or no longer."))
    content = content_of(stored)
    if seen != mark_of(content):
        raise ValidationError(_("The hand-out was changed meanwhile. Please look at it again."))
    _must_be_complete(content)
    agree(subject=stored, by=by)
    if is_agreed(stored):
        version = freeze(stored, content)
        log(stored, DecisionKind.PUBLISHED, by, _("Version %(number)d") % {"number": version.number})
        stored.proposed_at = None
        stored.writers.clear()
        stored.save()
        Approval.objects.about(stored).delete()
    return stored


def _must_be_complete(content: Content) -> None:
    items = list(items_of(content))
    if not items:
        raise ValidationError(_("The hand-out is empty. Please collect something first."))
    if hidden := [item for item in items if not item.get("is_shown", True)]:
        raise ValidationError(
            [
                _("“%(what)s” is not published (any more). Please take it out first.")
                % {"what": item.get("title") or item["text"][:60]}
                for item in hidden
            ]
        )


def _locked(handout: Handout, by: Any) -> Handout:
    """The stored hand-out with all that stands in it; nobody else decides about it or changes it now."""
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    Handout.objects.select_for_update().get(pk=handout.pk)
    return Handout.objects.for_writing().get(pk=handout.pk)
