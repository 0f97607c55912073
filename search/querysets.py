"""Named questions about searches."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef

if TYPE_CHECKING:
    from search.models import MissedSearch

KEPT = timedelta(weeks=12)


class MissedSearchQuerySet(models.QuerySet["MissedSearch"]):
    """Terms for which nothing was found, a row for each week."""

    def shown_to_curators(self) -> "MissedSearchQuerySet":
        """Those of two visitors or more, newest week first; without terms that the group has dismissed."""
        dismissed = self.model._default_manager.filter(folded=OuterRef("folded"), dismissed_on__isnull=False)
        wanted = self.filter(visitors=self.model.SEVERAL).exclude(Exists(dismissed))
        return wanted.order_by("-year", "-week", "folded")

    def expired(self, today: date) -> "MissedSearchQuerySet":
        return self.filter(first_on__lt=today - KEPT)
