"""Verbs on who belongs to the steering group: invite, join, leave. Each leaves a line in the log."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.deliberation import is_alone
from editorial.models import Invitation
from outbox.mail import owe_mail
from people.actions import Role, grant_role
from people.limits import Limit, keep_to, take_turn
from people.mail import mail_to_group
from people.models import User, normal_address
from people.permissions import is_curator
from projects.models import Decision, DecisionKind

PER_MEMBER = Limit(10, timedelta(days=1))


@transaction.atomic
def invite(*, email: str, by: Any) -> Invitation:
    """Ask an address to join; a second time sends the mail again. ValidationError for one who is a member.

    Raises TooManyTriesError for many invitations in a day.
    """
    _must_be_curator(by)
    email = normal_address(email)
    if User.objects.filter(email=email, is_curator=True, is_active=True).exists():
        raise ValidationError(_("This address belongs to a member already."))
    take_turn("invitation")
    Invitation.objects.expired().delete()
    keep_to(PER_MEMBER, Invitation.objects.filter(invited_by=by))
    made, is_new = Invitation.objects.update_or_create(
        email=email, defaults={"invited_by": by, "created_at": timezone.now()}
    )
    owe_mail("invitation", to=email)
    if is_new:
        _log(made, DecisionKind.INVITED, by)
    return made


@transaction.atomic
def take_back(*, invitation: Invitation, by: Any) -> None:
    """Nobody joins by this invitation any more."""
    _must_be_curator(by)
    Invitation.objects.filter(pk=invitation.pk).delete()


@transaction.atomic
def join(*, by: User) -> User:
    """Say yes to an invitation; PermissionDenied if there is none to the address of this account."""
    invitation = Invitation.objects.select_for_update().filter(pk__in=Invitation.objects.to(by.email)).first()
    if invitation is None:
        raise PermissionDenied(_("There is no invitation to your address, or it has expired."))
    member = grant_role(email=by.email, role=Role.CURATOR)
    _log(member, DecisionKind.JOINED, member)
    invitation.delete()
    mail_to_group("new_member", member=member)
    return member


@transaction.atomic
def leave(*, by: User) -> User:
    """Go out of the group. The last member stays: somebody has to answer."""
    _must_be_curator(by)
    take_turn("membership")
    if is_alone(by):
        raise ValidationError(_("You are the only member. Please invite somebody first."))
    stored = User.objects.select_for_update().get(pk=by.pk)
    stored.is_curator, stored.is_staff = False, stored.is_superuser
    stored.save()
    _log(stored, DecisionKind.LEFT, stored)
    return stored


def _log(subject: Model, kind: DecisionKind, by: Any) -> None:
    """Under the name of the group: the log keeps no address."""
    Decision.objects.create(subject=subject, kind=kind, by=by, title=settings.SITE_CURATORS)


def _must_be_curator(by: Any) -> None:
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
