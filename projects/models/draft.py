"""What somebody has begun to write."""

from datetime import timedelta
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=30)

# The row holds one half of a token, the secret key makes the other: a stolen table opens no draft, and
# whoever wrote one finds it again in the list of their own. A dot is no sign of either half.
_signer = signing.Signer(salt="projects.draft", sep=".")


def new_key() -> str:
    return token_urlsafe(16)


def new_token() -> str:
    """A word for an address that nobody guesses. A page hands it out; the first save makes the draft."""
    return _signer.sign(new_key())


def key_of(token: str) -> str | None:
    """The half that the row holds; None for a token that is not ours (compared in constant time)."""
    try:
        return _signer.unsign(token)
    except signing.BadSignature:
        return None


class DraftQuerySet(models.QuerySet["Draft"]):
    def of_token(self, token: str) -> "DraftQuerySet":
        """The draft that this token opens; none once it has expired."""
        key = key_of(token)
        return self.living().filter(key=key) if key else self.none()

    def living(self) -> "DraftQuerySet":
        return self.filter(expires_at__gt=timezone.now())

    def expired(self) -> "DraftQuerySet":
        return self.filter(expires_at__lte=timezone.now())

    def unsent(self) -> "DraftQuerySet":
        """Those that can still be handed in, with what they change."""
        return self.living().filter(handed_in_at=None).select_related("project")


class Draft(models.Model):
    """An Entwurf: unsent form data exactly as typed, valid or not, for 30 days after its last change.

    Whoever has the token may go on. `revision` counts the saves: a save made on an older one comes from a
    second window. Once it is handed in, only the note stays that it was, and as what.
    """

    key = models.CharField(max_length=64, unique=True, editable=False)
    data = models.JSONField(_("what was typed"), default=dict, help_text="field → list of texts")
    revision = models.PositiveIntegerField(default=0)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    project = models.ForeignKey(
        "projects.Project", models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    base = models.ForeignKey("projects.Version", models.SET_NULL, null=True, blank=True, related_name="+")
    network_hash = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    updated_at = models.DateTimeField(_("saved"), auto_now=True)
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True, editable=False)
    expires_at = models.DateTimeField(_("kept until"), db_index=True, editable=False)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at"]
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        indexes = [models.Index(fields=["network_hash", "created_at"], name="draft_by_network")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} #{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.expires_at = timezone.now() + KEPT
        super().save(*args, **kwargs)

    @property
    def token(self) -> str:
        return _signer.sign(self.key)
