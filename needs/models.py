"""What a group looks for, and what it has to give."""

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from districts.models import District
from needs.querysets import NeedQuerySet
from projects.models.claim import Answer, Request, answered_with_a_date

LONGEST = 600
LONGEST_TIME = timedelta(days=365)


class Need(Request):
    """What a group in a district lacks, what it has, until when. Public once granted, until it is over.

    `lacks_kinds` and `has_kinds` are lists of values of `Resource`: by them needs find each other.
    """

    district = models.ForeignKey(
        District, models.PROTECT, related_name="needs", verbose_name=_("district of the group")
    )
    lacks = models.TextField(_("what we lack"), max_length=LONGEST)
    lacks_kinds = models.JSONField(_("kinds of what we lack"), default=list)
    has = models.TextField(_("what we have"), max_length=LONGEST, blank=True)
    has_kinds = models.JSONField(_("kinds of what we have"), default=list, blank=True)
    until = models.DateField(_("until"))
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="needs", verbose_name=_("by")
    )

    objects: ClassVar[Any] = NeedQuerySet.as_manager()

    class Meta(Request.Meta):
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        indexes = [models.Index(fields=["answer", "until"], name="need_by_time")]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(answer=Answer.GRANTED),
                name="need_settled_was_public",
            ),
            answered_with_a_date("need_answered_with_a_date"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The first line of what is lacked, as far as it fits a heading."""
        return self.lacks.splitlines()[0][:80] if self.lacks else ""

    def get_absolute_url(self) -> str:
        return reverse("needs:detail", args=[self.pk])

    @property
    def words(self) -> str:
        """All that it says, for whoever decides."""
        return "\n\n".join(filter(None, [self.lacks, self.has]))

    @property
    def is_current(self) -> bool:
        """Whether everybody may see and answer it."""
        return self.is_granted and self.settled_at is None and self.until >= timezone.localdate()

    def complements(self, other: Any) -> int:
        """How well two needs help each other: the kinds that one has and the other lacks, both ways."""
        gives = set(self.has_kinds) & set(other.lacks_kinds)
        gets = set(self.lacks_kinds) & set(other.has_kinds)
        return len(gives) + len(gets)


class Reply(models.Model):
    """That somebody has answered, and when. What they wrote went on by mail and is not kept."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="replies", verbose_name=_("need"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="need_replies", verbose_name=_("by")
    )
    created_at = models.DateTimeField(_("answered"), auto_now_add=True)

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name = _("reply")
        verbose_name_plural = _("replies")

    def __str__(self) -> str:
        return str(self.need)
