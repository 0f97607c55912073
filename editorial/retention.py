"""Storage periods of the review desk."""

from django.utils.translation import gettext_lazy as _

from editorial.models import Invitation
from editorial.models.invitation import KEPT
from people.periods import Period, days, register


def forget_invitations() -> int:
    """Delete invitations that nobody has taken up in time; returns how many."""
    return Invitation.objects.expired().delete()[0]


register(
    Period(
        "invitations",
        _("An invitation to join the group, and the address it went to"),
        days(KEPT.days),
        _("So that whoever was invited can say yes."),
        forget_invitations,
    ),
)
