"""Named questions about places."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from districts.slugs import find_by_former_slug

if TYPE_CHECKING:
    from districts.models import District


class DistrictQuerySet(models.QuerySet["District"]):
    def neighbours_of(self, district: "District") -> "DistrictQuerySet":
        """Districts that share a border with this one (a border at one point counts)."""
        return self.filter(Q(borders_as_a__b=district) | Q(borders_as_b__a=district)).distinct()

    def by_address(self, slug: str) -> "District | None":
        """The district with this slug, or with this slug in former times."""
        return self.filter(slug=slug).first() or find_by_former_slug(self, slug)
