"""The work that is owed."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutboxEntry(models.Model):
    """One piece of work owed since a commit. The row goes when the work is done, never before."""

    kind = models.CharField(_("kind"), max_length=40)
    payload = models.JSONField()
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    due_at = models.DateTimeField(_("due"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["due_at", "id"], name="outbox_due")]
        verbose_name = _("owed work")
        verbose_name_plural = _("owed work")

    def __str__(self) -> str:
        return f"{self.kind} #{self.pk}"


class Edition(models.Model):
    """One row: words that are other ones after every change of what processes keep in memory.

    `word` is that of names (`outbox.edition`), `figures` that of what was counted (`outbox.figures`).
    """

    word = models.CharField(_("word"), max_length=32)
    figures = models.CharField(_("word of the figures"), max_length=32, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="edition_only_one")]
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def __str__(self) -> str:
        return self.word
