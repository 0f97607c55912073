"""How a transfer went, day by day."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.choices import Phase, Side, Status
from knowledge.models.transfer import Transfer


class StepQuerySet(models.QuerySet["TransferStep"]):
    def public(self) -> "StepQuerySet":
        """Those whose note everyone may read, wherever the transfer is seen whole."""
        return self.filter(is_public=True)


class TransferStep(models.Model):
    """One dated line of the way of a transfer: how far it had come that day, and what there is to tell.

    The last one, by day, says where the transfer stands now. `side` is empty for the steering group; `by`
    is empty once the person is gone. The note is for both sides alone unless it `is_public`.
    """

    transfer = models.ForeignKey(Transfer, models.CASCADE, related_name="steps", verbose_name=_("transfer"))
    phase = models.CharField(_("phase"), max_length=10, choices=Phase)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    happened_on = models.DateField(_("day"), default=timezone.localdate)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    is_public = models.BooleanField(_("everyone may read the note"), default=False)
    side = models.CharField(_("side"), max_length=10, choices=Side, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    made_at = models.DateTimeField(_("written"), auto_now_add=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["happened_on", "id"]
        verbose_name = _("step of a transfer")
        verbose_name_plural = _("steps of transfers")

    def __str__(self) -> str:
        return f"{self.happened_on}: {self.get_phase_display()}"
