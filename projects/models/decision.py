"""Deciding together: who agrees, who objects, and the log of what was decided."""

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _


class AboutQuerySet(models.QuerySet):
    def about(self, subject: models.Model) -> Any:
        """The rows about this entry, topic, hand-out …"""
        kind = ContentType.objects.get_for_model(type(subject))
        return self.filter(content_type=kind, object_id=subject.pk)


class About(models.Model):
    """A row about anything the group decides on, by one of its members.

    `by` is empty once the person is gone; what was said stays.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", verbose_name=_("kind"))
    object_id = models.PositiveBigIntegerField(_("number"))
    subject = GenericForeignKey()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    made_at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        abstract = True

    @property
    def by_name(self) -> str:
        """Who it was, for members of the group; a person who is gone is "a member of the group"."""
        return str(self.by) if self.by else gettext("member of the steering group")


class Approval(About):
    """A Zustimmung to what stands now; a change of the subject takes it back."""

    objects = AboutQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "by"], name="approval_once_each")
        ]

    def __str__(self) -> str:
        return f"{self.subject}: {self.by_name}"


class ObjectionQuerySet(AboutQuerySet):
    def blocking(self) -> Any:
        """Open Einwände: while there is one, nothing is published."""
        return self.filter(blocks=True, withdrawn_at__isnull=True)


class Objection(About):
    """Bedenken (said, but not blocking) or an Einwand (blocks until it is withdrawn), with reasons."""

    blocks = models.BooleanField(_("blocks"), default=True)
    reason = models.TextField(_("reason"), max_length=2000)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="objection_gives_a_reason")]

    def __str__(self) -> str:
        return self.reason[:80]


class DecisionKind(models.TextChoices):
    SUBMITTED = "submitted", _("submitted")
    APPROVED = "approved", _("approved")
    CONCERN = "concern", _("concern raised")
    OBJECTION = "objection", _("objection raised")
    WITHDRAWN = "withdrawn", _("objection withdrawn")
    PUBLISHED = "published", _("published")
    ASKED_BACK = "asked_back", _("sent back with a question")
    REJECTED = "rejected", _("rejected")
    ARCHIVED = "archived", _("archived")
    REMOVED = "removed", _("removed")
    MERGED = "merged", _("merged")
    ACCEPTED = "accepted", _("proposal accepted")
    DECLINED = "declined", _("proposal declined")
    RESTORED = "restored", _("earlier version restored")
    REDACTED = "redacted", _("version redacted")
    REMOVAL_ASKED = "removal", _("removal requested")
    BROUGHT_BACK = "back", _("brought back")
    GRANTED = "granted", _("claim granted")
    REFUSED = "refused", _("claim refused")
    PICTURE_SHOWN = "pic_shown", _("picture shown again")
    PICTURE_DELETED = "pic_gone", _("picture deleted")
    SETTLED = "settled", pgettext_lazy("decision", "report settled")
    RECORDED = "recorded", pgettext_lazy("decision", "transfer recorded")
    AMENDED = "amended", pgettext_lazy("decision", "transfer put right")
    RETRACTED = "retracted", pgettext_lazy("decision", "transfer retracted")
    CONFIRMED = "confirmed", pgettext_lazy("decision", "confirmed as still right")
    RENAMED = "renamed", _("renamed")
    DELETED = "deleted", _("deleted")
    INVITED = "invited", pgettext_lazy("decision", "new member invited")
    JOINED = "joined", pgettext_lazy("decision", "new member")
    LEFT = "left", pgettext_lazy("decision", "member left")


class Decision(About):
    """One line of the decision log: what was decided, in which words, when."""

    kind = models.CharField(_("what"), max_length=10, choices=DecisionKind)
    title = models.CharField(_("of what"), max_length=200)
    words = models.TextField(_("in which words"), max_length=2000, blank=True)

    objects = AboutQuerySet.as_manager()

    # What people outside the group do has no name here.
    OF_OTHERS = (DecisionKind.SUBMITTED, DecisionKind.REMOVAL_ASKED)

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        indexes = [models.Index(fields=["content_type", "object_id", "made_at"], name="decision_by_subject")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"

    @property
    def by_name(self) -> str:
        return "" if self.kind in self.OF_OTHERS else super().by_name
