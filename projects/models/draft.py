"""What somebody has begun to write."""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=30)


def hash_of(token: str) -> str:
    """What is kept of a token: looked up by its hash, nothing can be guessed from how long it takes."""
    return sha256(token.encode()).hexdigest()


class DraftQuerySet(models.QuerySet["Draft"]):
    def of_token(self, token: str) -> "DraftQuerySet":
        """The draft that this token opens; none once it has expired."""
        return self.living().filter(token_hash=hash_of(token))

    def living(self) -> "DraftQuerySet":
        return self.filter(expires_at__gt=timezone.now())

    def expired(self) -> "DraftQuerySet":
        return self.filter(expires_at__lte=timezone.now())


class Draft(models.Model):
    """An Entwurf: unsent form data exactly as typed, valid or not, for 30 days after its last change.

    Whoever has the token may go on; only its hash is kept. `revision` counts the saves: a save made on an
    older one comes from a second window.
    """

    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    data = models.JSONField(_("what was typed"), default=dict, help_text="field → list of texts")
    revision = models.PositiveIntegerField(default=0)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    project = models.ForeignKey(
        "projects.Project", models.CASCADE, null=True, blank=True, related_name="drafts"
    )
    base = models.ForeignKey("projects.Version", models.SET_NULL, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    updated_at = models.DateTimeField(_("saved"), auto_now=True)
    expires_at = models.DateTimeField(_("kept until"), db_index=True, editable=False)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at"]
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} #{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.expires_at = timezone.now() + KEPT
        super().save(*args, **kwargs)

    @classmethod
    def begin(cls, **fields: Any) -> tuple["Draft", str]:
        """A new draft, stored, and the token that opens it, which is told only now."""
        token = token_urlsafe(24)
        return cls.objects.create(token_hash=hash_of(token), **fields), token
