"""Named questions about meetings."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from people.permissions import is_curator

if TYPE_CHECKING:
    from meetings.models import Meeting


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: Any) -> "MeetingQuerySet":
        """What this user may see: what is announced, cancelled ones included; curators see drafts too."""
        return self if is_curator(user) else self.public()

    def public(self) -> "MeetingQuerySet":
        from meetings.models import Meeting

        return self.exclude(state=Meeting.State.DRAFT)

    def upcoming(self) -> "MeetingQuerySet":
        """From today on, the next one first."""
        return self.filter(date__gte=timezone.localdate()).order_by("date", "starts_at", "pk")

    def past(self) -> "MeetingQuerySet":
        """Before today, the latest first."""
        return self.filter(date__lt=timezone.localdate()).order_by("-date", "-pk")

    def for_lists(self) -> "MeetingQuerySet":
        """With all that a list shows, in one query."""
        return self.select_related("district", "topic")

    def with_attendance(self) -> "MeetingQuerySet":
        """Annotate `expected`: how many people have signed up."""
        return self.annotate(expected=Coalesce(Sum("sign_ups__persons"), 0))
