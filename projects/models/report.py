"""What visitors tell the group about an entry."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.choices import ReportKind


class Report(models.Model):
    """A Hinweis left under "Zu diesem Eintrag", with or without a way to answer."""

    project = models.ForeignKey(
        "projects.Project", models.CASCADE, related_name="reports", verbose_name=_("project")
    )
    picture = models.ForeignKey(
        "projects.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("picture"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ReportKind)
    text = models.TextField(_("text"), max_length=4000)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(max_length=5, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    network_hash = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    handled_at = models.DateTimeField(_("handled"), null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("handled by")
    )

    class Meta:
        ordering = ["handled_at", "created_at"]
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        indexes = [models.Index(fields=["network_hash", "created_at"], name="report_by_network")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.project}"
