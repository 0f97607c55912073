"""Verbs on claims: ask to keep an entry, prove it by the project's own domain, grant, refuse."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from projects.actions.deciding import log
from projects.actions.requests import (
    give_answer,
    in_the_language_of_the_group,
    open_request,
    tell,
    tell_curators,
)
from projects.claims.domains import is_at_own_domain, own_domain
from projects.models import Claim, DecisionKind, Project
from projects.models.claim import Answer
from projects.permissions import keeps


@transaction.atomic
def claim(*, project: Project, by: Any, words: str) -> Claim:
    """Ask to keep an entry. An address at the project's own domain proves the claim by itself.

    A second claim of the same person is the first one with newer words.
    """
    if not getattr(by, "is_authenticated", False):
        raise PermissionDenied(_("Please sign in first."))
    if keeps(by, project):
        raise ValidationError(_("This entry is yours already."))
    made, is_new = Claim.objects.update_or_create(
        project=project, by=by, answer=Answer.OPEN, defaults={"words": words.strip()}
    )
    if is_new:
        with in_the_language_of_the_group():
            link = settings.SITE_URL + project.get_absolute_url()
            tell_curators(f"{_('This is our project')}: {project}", f"{made.words}\n\n{link}")
    return prove(claim=made, email=by.email)


@transaction.atomic
def prove(*, claim: Claim, email: str) -> Claim:
    """Note that a confirmed address lies at the project's own domain; others prove nothing."""
    if claim.answer == Answer.OPEN and is_at_own_domain(email, claim.project):
        claim.proven_domain = own_domain(claim.project)
        claim.save()
    return claim


@transaction.atomic
def grant_claim(*, claim: Claim, by: Any, checked_how: str = "") -> Claim:
    """Let the person keep the entry; ValidationError if nothing proves the claim and nobody has checked."""
    stored = open_request(claim, by, asker=claim.by_id)
    stored.checked_how = checked_how.strip()[:300]
    if not stored.proven_domain and not stored.checked_how:
        raise ValidationError(
            {"checked_how": _("Please say how you checked it, for example by a publicly known number.")}
        )
    give_answer(stored, Answer.GRANTED, "")
    stored.project.owners.add(stored.by)
    log(stored.project, DecisionKind.GRANTED, by, stored.checked_how)
    tell(
        stored.by.email,
        str(stored.project),
        _("“%(title)s” is yours now: you can change the entry at any time.") % {"title": stored.project},
        settings.SITE_URL + stored.project.get_absolute_url(),
    )
    return stored


@transaction.atomic
def refuse_claim(*, claim: Claim, by: Any, reasons: str) -> Claim:
    """Say no, with reasons that are sent."""
    stored = give_answer(open_request(claim, by, asker=claim.by_id), Answer.REFUSED, reasons)
    log(stored.project, DecisionKind.REFUSED, by, stored.reasons)
    tell(
        stored.by.email,
        str(stored.project),
        _("We could not confirm that “%(title)s” is your project.") % {"title": stored.project},
        stored.reasons,
    )
    return stored
