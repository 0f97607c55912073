"""What a project offers to those who want to do the same."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.choices import SupportKind


class SupportOffer(models.Model):
    """One kind of help a project offers."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="support_offers")
    kind = models.CharField(_("kind"), max_length=20, choices=SupportKind)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering = ["kind"]
        verbose_name = _("offer of support")
        verbose_name_plural = _("offers of support")
        constraints = [
            models.UniqueConstraint(fields=["project", "kind"], name="support_once_per_kind"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
