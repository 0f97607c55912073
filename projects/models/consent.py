"""What people have agreed to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ConsentKind(models.TextChoices):
    PUBLISH = "publish", _("publication")
    CONTACT = "contact", _("contact")
    REMIND = "remind", _("yearly reminder")


class Consent(models.Model):
    """An Einwilligung of one person for one entry: in which words it was given, and when; when withdrawn.

    It outlives the account without naming anybody: that the text may be published stays true.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="consents",
        verbose_name=_("person"),
    )
    project = models.ForeignKey(
        "projects.Project", models.CASCADE, related_name="consents", verbose_name=_("project")
    )
    kind = models.CharField(_("to what"), max_length=10, choices=ConsentKind)
    version = models.CharField(_("version of the words"), max_length=20)
    wording = models.TextField(_("words"))
    given_at = models.DateTimeField(_("given"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ["given_at", "id"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "project", "kind"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_given_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.version})"
