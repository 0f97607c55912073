"""Places of the town: districts, quarters, borders."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from districts.querysets import DistrictQuerySet
from districts.slugs import FormerSlug, Slugged

__all__ = ["Border", "District", "FormerSlug", "Quarter"]


class District(Slugged):
    """A Stadtbezirk: a place on the map, with a hexagonal tile (pointy top, odd rows half a tile right)."""

    class Ring(models.TextChoices):
        INNER = "inner", _("inner district")
        OUTER = "outer", _("outer district")

    name = models.CharField(_("name"), max_length=80, unique=True)
    official_key = models.CharField(_("official key"), max_length=10, unique=True, null=True, blank=True)
    ring = models.CharField(_("ring"), max_length=5, choices=Ring)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)
    area_km2 = models.FloatField(_("area in km²"), null=True, blank=True)
    tile_column = models.SmallIntegerField(_("tile column"))
    tile_row = models.SmallIntegerField(_("tile row"))

    objects = DistrictQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        constraints = [
            models.UniqueConstraint(fields=["tile_column", "tile_row"], name="district_tile_is_its_own"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("districts:detail", args=[self.slug])


class Quarter(models.Model):
    """A Stadtteil: a named part of one district, with other names people use for it."""

    district = models.ForeignKey(
        District, models.PROTECT, related_name="quarters", verbose_name=_("district")
    )
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address word"), max_length=140)
    official_key = models.CharField(_("official key"), max_length=10, unique=True, null=True, blank=True)
    aliases = models.JSONField(_("other names"), default=list, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("quarter")
        verbose_name_plural = _("quarters")
        constraints = [
            models.UniqueConstraint(fields=["district", "slug"], name="quarter_once_per_district"),
        ]

    def __str__(self) -> str:
        return self.name


class Border(models.Model):
    """Two districts that touch. Each pair is stored once, the smaller key first."""

    class Kind(models.TextChoices):
        BORDER = "border", _("border")
        POINT = "point contact", _("point contact")

    a = models.ForeignKey(District, models.CASCADE, related_name="borders_as_a", verbose_name=_("district"))
    b = models.ForeignKey(
        District, models.CASCADE, related_name="borders_as_b", verbose_name=_("neighbouring district")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.BORDER)

    class Meta:
        verbose_name = _("border")
        verbose_name_plural = _("borders")
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="border_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="border_smaller_key_first"),
        ]

    def __str__(self) -> str:
        return f"{self.a} – {self.b}"
