"""Named questions about places."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from districts.models import District


class DistrictQuerySet(models.QuerySet["District"]):
    def neighbours_of(self, district: "District") -> "DistrictQuerySet":
        """Districts that share a border with this one (a border at one point counts)."""
        return self.filter(Q(borders_as_a__b=district) | Q(borders_as_b__a=district)).distinct()
