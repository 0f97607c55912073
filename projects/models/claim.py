"""What people ask of the group: to keep an entry, to have it removed, to look at a page by law."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TIME_TO_DECIDE = timedelta(days=7)


class Answer(models.TextChoices):
    OPEN = "open", pgettext_lazy("request", "waits for an answer")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")


class RequestQuerySet(models.QuerySet):
    def open(self) -> Any:
        """Those that wait for the group, the longest waiting first."""
        return self.filter(answer=Answer.OPEN).order_by("created_at", "pk")


class Request(models.Model):
    """Something asked of the group, which it grants or refuses once, with reasons that are sent."""

    created_at = models.DateTimeField(_("asked"), auto_now_add=True)
    answer = models.CharField(_("answer"), max_length=8, choices=Answer, default=Answer.OPEN, editable=False)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    reasons = models.TextField(_("reasons"), max_length=2000, blank=True, editable=False)

    objects = RequestQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["created_at", "id"]

    @property
    def is_granted(self) -> bool:
        return self.answer == Answer.GRANTED

    @property
    def due_at(self) -> datetime:
        """Until when the group has promised to answer."""
        return self.created_at + TIME_TO_DECIDE


def answered_with_a_date(name: str) -> models.CheckConstraint:
    """A request has a date of its answer exactly when it has an answer."""
    return models.CheckConstraint(
        condition=Q(answer=Answer.OPEN, answered_at__isnull=True)
        | (~Q(answer=Answer.OPEN) & Q(answered_at__isnull=False)),
        name=name,
    )


class Claim(Request):
    """ "Das ist unser Projekt": somebody asks to keep an entry.

    `proven_domain` is the domain of the project's own website, once a code sent there has come back.
    """

    project = models.ForeignKey(
        "projects.Project", models.CASCADE, related_name="claims", verbose_name=_("project")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims", verbose_name=_("by")
    )
    words = models.TextField(_("what they say"), max_length=1000)
    proven_domain = models.CharField(_("proven by an address at"), max_length=255, blank=True)
    checked_how = models.CharField(_("how it was checked"), max_length=300, blank=True, editable=False)

    class Meta(Request.Meta):
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "by"], condition=Q(answer=Answer.OPEN), name="claim_open_once_each"
            ),
            models.CheckConstraint(
                condition=~Q(answer=Answer.GRANTED) | ~Q(proven_domain="") | ~Q(checked_how=""),
                name="claim_granted_was_checked",
            ),
            answered_with_a_date("claim_answered_with_a_date"),
        ]

    def __str__(self) -> str:
        return str(self.project)


class RemovalRequest(Request):
    """ "Bitte entfernen": the entry is hidden at once, and the group decides within seven days.

    `state_before` is where it goes back to. `was_hidden` is false where the group had refused before.
    """

    project = models.ForeignKey(
        "projects.Project", models.CASCADE, related_name="removal_requests", verbose_name=_("project")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="removal_requests",
        verbose_name=_("by"),
    )
    words = models.TextField(_("why"), max_length=2000)
    state_before = models.CharField(max_length=10, editable=False)
    was_hidden = models.BooleanField(_("hidden at once"), default=True)

    class Meta(Request.Meta):
        verbose_name = _("request for removal")
        verbose_name_plural = _("requests for removal")
        constraints = [
            models.UniqueConstraint(
                fields=["project"], condition=Q(answer=Answer.OPEN), name="removal_open_once"
            ),
            answered_with_a_date("removal_answered_with_a_date"),
        ]

    def __str__(self) -> str:
        return str(self.project)


class LegalReport(Request):
    """A notice of illegal content under Article 16 of the Digital Services Act.

    Granted means that the group has acted. Name and address go six months after the answer.
    """

    NAMES_A_PERSON = ["name"]  # goes with the address

    url = models.CharField(_("address of the page"), max_length=500)
    words = models.TextField(_("why it is illegal"), max_length=4000)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    network_hash = models.CharField(max_length=64, blank=True, editable=False)

    class Meta(Request.Meta):
        verbose_name = _("legal notice of content")
        verbose_name_plural = _("legal notices of content")
        indexes = [models.Index(fields=["network_hash", "created_at"], name="legal_report_by_network")]
        constraints = [answered_with_a_date("legal_report_answered_with_a_date")]

    def __str__(self) -> str:
        return self.url
