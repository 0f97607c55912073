"""Named questions about needs."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from people.permissions import is_curator
from projects.models.claim import Answer, RequestQuerySet

if TYPE_CHECKING:
    from needs.models import Need


class NeedQuerySet(RequestQuerySet):
    def current(self) -> "NeedQuerySet":
        """What everybody may see: granted, not settled, not over; the next to end first."""
        return self.filter(_current()).order_by("until", "pk")

    def visible_to(self, user: Any) -> "NeedQuerySet":
        """The current ones, one's own; the group sees all."""
        if is_curator(user):
            return self
        own = Q(by=user) if getattr(user, "is_authenticated", False) else Q(pk__in=[])
        return self.filter(_current() | own)

    def ended_before(self, moment: datetime) -> "NeedQuerySet":
        """Those that were settled, refused or over before."""
        is_refused = Q(answer=Answer.REFUSED, answered_at__lt=moment)
        return self.filter(is_refused | Q(settled_at__lt=moment) | Q(until__lt=timezone.localdate(moment)))

    def for_lists(self) -> "NeedQuerySet":
        """With their districts, in one query."""
        return self.select_related("district")

    def complementing(self, need: "Need") -> "list[Need]":
        """Current needs of others that have what this one lacks, or lack what it has; the best first."""
        others = self.current().exclude(pk=need.pk).exclude(by=need.by).for_lists()
        found = [(need.complements(other), other) for other in others]
        return [other for worth, other in sorted(found, key=lambda pair: -pair[0]) if worth]


def _current() -> Q:
    return Q(answer=Answer.GRANTED, settled_at__isnull=True, until__gte=timezone.localdate())
