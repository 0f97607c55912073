"""Verbs on claims: ask to keep an entry, prove it by the project's own domain, grant, refuse."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from people.mail import mail_to, mail_to_group
from people.permissions import refuse_visitors
from projects.actions.deciding import log
from projects.actions.requests import give_answer, open_request
from projects.actions.states import not_possible
from projects.choices import GONE
from projects.claims.domains import is_at_own_domain, own_domain
from projects.models import Approval, Claim, DecisionKind, Project
from projects.models.claim import Answer
from projects.permissions import keeps


@transaction.atomic
def claim(*, project: Project, by: Any, words: str) -> Claim:
    """Ask to keep an entry. An address at the project's own domain proves the claim by itself.

    A second claim of the same person is the first one with newer words.
    """
    refuse_visitors(by)
    if project.state in GONE:
        raise not_possible(project)
    if keeps(by, project):
        raise ValidationError(_("This entry is yours already."))
    made, is_new = Claim.objects.update_or_create(
        project=project, by=by, answer=Answer.OPEN, defaults={"words": words.strip()}
    )
    if is_new:
        mail_to_group("claim_made", claim=made)
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
    let_keep(stored.project, stored.by)
    log(stored.project, DecisionKind.GRANTED, by, stored.checked_how)
    mail_to(stored.by, "claim_answered", claim=stored)
    return stored


def let_keep(project: Project, person: Any) -> None:
    """The entry is theirs from now on, in the caller's transaction: an approval of theirs does not count."""
    project.owners.add(person)
    Approval.objects.about(project).filter(by=person).delete()


@transaction.atomic
def refuse_claim(*, claim: Claim, by: Any, reasons: str) -> Claim:
    """Say no, with reasons that are sent."""
    stored = give_answer(open_request(claim, by, asker=claim.by_id), Answer.REFUSED, reasons)
    log(stored.project, DecisionKind.REFUSED, by, stored.reasons)
    mail_to(stored.by, "claim_answered", claim=stored)
    return stored
