"""Who is asked to join the steering group."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.models import normal_address

KEPT = timedelta(days=30)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def living(self) -> "InvitationQuerySet":
        return self.filter(created_at__gt=timezone.now() - KEPT)

    def expired(self) -> "InvitationQuerySet":
        return self.filter(created_at__lte=timezone.now() - KEPT)

    def to(self, email: str) -> "InvitationQuerySet":
        """The living one to this address."""
        return self.living().filter(email=normal_address(email))


class Invitation(models.Model):
    """A member asks an address to join the group; whoever reads mail there may say yes, for 30 days."""

    email = models.EmailField(_("e-mail address"), unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(_("sent"), default=timezone.now)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} #{self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.email = normal_address(self.email)
        super().save(*args, **kwargs)
