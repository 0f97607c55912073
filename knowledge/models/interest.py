""" "Das möchten wir auch": a group in a district wants to take a project over."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from districts.models import District
from knowledge.models.transfer import Transfer
from projects.models import Project, Question
from projects.models.claim import Answer, Request, answered_with_a_date

UNCONFIRMED_KEPT = timedelta(days=1)
UNANSWERED_KEPT = timedelta(days=180)


class Interest(Request):
    """A group says "Das möchten wir auch". Public is only that there is one in the district, once granted.

    Without `by` its sender has not confirmed the address yet. Granted, whoever spoke for the group belongs
    to the transfer and shares its page, until retention forgets them. What they wrote to the project is a
    `Question` and goes its way by the relay.
    """

    project = models.ForeignKey(Project, models.CASCADE, related_name="interests", verbose_name=_("project"))
    district = models.ForeignKey(
        District, models.PROTECT, related_name="interested_groups", verbose_name=_("district of the group")
    )
    name = models.CharField(_("name of the group"), max_length=120)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="interests",
        verbose_name=_("by"),
    )
    question = models.OneToOneField(
        Question, models.SET_NULL, null=True, blank=True, editable=False, related_name="interest"
    )
    transfer = models.ForeignKey(
        Transfer,
        models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="groups",
        verbose_name=_("transfer"),
    )

    class Meta(Request.Meta):
        verbose_name = _("interest of a group")
        verbose_name_plural = _("interests of groups")
        constraints = [
            models.CheckConstraint(
                condition=Q(answer=Answer.GRANTED, transfer__isnull=False)
                | (~Q(answer=Answer.GRANTED) & Q(transfer__isnull=True)),
                name="interest_granted_has_a_transfer",
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.OPEN) | Q(by__isnull=False), name="interest_answered_to_somebody"
            ),
            models.UniqueConstraint(fields=["transfer", "by"], name="interest_once_a_person"),
            answered_with_a_date("interest_answered_with_a_date"),
        ]

    def __str__(self) -> str:
        return str(self.project)
