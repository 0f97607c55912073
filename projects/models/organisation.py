"""Organisations that carry projects."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from districts.slugs import Slugged
from districts.spelling import folded_key
from projects.models.taxonomy import Sector


class Organisation(Slugged):
    """A Träger: a body, not a person, known once under its folded name."""

    name = models.CharField(_("name"), max_length=160)
    folded = models.CharField(_("folded key"), max_length=160, unique=True, editable=False)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, blank=True, verbose_name=_("sector"))
    website = models.URLField(_("website"), max_length=500, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = folded_key(self.name)
        super().save(*args, **kwargs)
