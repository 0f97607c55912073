"""What an entry has said over time, and what somebody would have it say."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VersionKind(models.TextChoices):
    FIRST = "first", _("as it was first kept")
    SUBMITTED = "submitted", _("submitted")
    EDITED = "edited", _("edited")
    PROPOSED = "proposed", _("a proposal was accepted")
    RESTORED = "restored", _("an earlier version was restored")
    MERGED = "merged", _("merged with another entry")


class Version(models.Model):
    """A Fassung: everything an entry said at one time. Redacted ones keep what, why and when."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("what happened"), max_length=10, choices=VersionKind)
    content = models.JSONField(_("content"), default=dict)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    redacted_at = models.DateTimeField(_("redacted"), null=True, blank=True)
    redacted_why = models.CharField(_("why it was redacted"), max_length=300, blank=True)

    class Meta:
        ordering = ["project_id", "-number"]
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=Q(redacted_at__isnull=True) | (Q(content={}) & ~Q(redacted_why="")),
                name="version_redacted_is_empty_and_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} · {self.number}"

    @property
    def is_redacted(self) -> bool:
        return self.redacted_at is not None


class ProposalState(models.TextChoices):
    OPEN = "open", pgettext_lazy("proposal", "open")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ProposalQuerySet(models.QuerySet["ChangeProposal"]):
    def open(self) -> "ProposalQuerySet":
        """Those that wait for a decision, the longest waiting first."""
        return self.filter(state=ProposalState.OPEN).order_by("made_at", "pk")

    def visible_to(self, user: Any) -> "ProposalQuerySet":
        """One's own; those to entries one keeps; curators see all."""
        if getattr(user, "is_active", False) and getattr(user, "is_curator", False):
            return self
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(Q(made_by=user) | Q(project__owners=user)).distinct()


class ChangeProposal(models.Model):
    """An Änderungsvorschlag: the fields somebody would change, bound to the version they looked at."""

    project = models.ForeignKey("projects.Project", models.CASCADE, related_name="proposals")
    base = models.ForeignKey(Version, models.PROTECT, related_name="proposals", verbose_name=_("version"))
    changes = models.JSONField(_("changes"), default=dict)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    state = models.CharField(
        _("state"), max_length=10, choices=ProposalState, default=ProposalState.OPEN, editable=False
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    answer = models.TextField(_("answer"), max_length=1000, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "id"]
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        indexes = [models.Index(F("state"), F("made_at"), name="proposal_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ProposalState.OPEN, decided_at__isnull=True)
                | (~Q(state=ProposalState.OPEN) & Q(decided_at__isnull=False)),
                name="proposal_decided_exactly_when_not_open",
            ),
        ]

    def __str__(self) -> str:
        return str(self.project)
