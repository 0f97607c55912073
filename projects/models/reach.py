"""Where a project works beyond its home district."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from districts.models import District
from projects.models.source import Source


class Reach(models.Model):
    """An Ausweitung: the same project works in a further district. Not a transfer."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="reaches")
    district = models.ForeignKey(District, models.PROTECT, related_name="reaches", verbose_name=_("district"))
    since_year = models.PositiveSmallIntegerField(_("since"), null=True, blank=True)
    source = models.ForeignKey(
        Source, models.SET_NULL, null=True, blank=True, related_name="reaches", verbose_name=_("source")
    )

    class Meta:
        ordering = ["since_year", "district__name"]
        verbose_name = _("further district")
        verbose_name_plural = _("further districts")
        constraints = [
            models.UniqueConstraint(fields=["project", "district"], name="reach_once_per_district"),
        ]

    def __str__(self) -> str:
        return str(self.district)
