"""What the group has written to its mailing list."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Newsletter(models.Model):
    """A Rundbrief that went out: it told what was new until this moment, the next one goes on from there."""

    until = models.DateTimeField(_("tells what was new until"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )

    class Meta:
        ordering = ["-until", "-id"]
        get_latest_by = "until"
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} #{self.pk}"
