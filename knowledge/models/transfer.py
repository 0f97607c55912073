"""The transfer: one project taken over elsewhere, with what was changed and who confirms it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from districts.models import District
from knowledge.choices import (
    PHASES_WITH_TARGET,
    AdaptationKind,
    AdaptedPart,
    EndReason,
    Phase,
    Side,
    Status,
)
from knowledge.querysets import TransferQuerySet
from people.models import User
from projects.models import Project, Source


class Transfer(models.Model):
    """One project taken over, in whole or part, by another project or by a group in a district.

    Written by the verbs of `knowledge.actions` only: they keep the graph free of cycles.
    """

    source = models.ForeignKey(
        Project, models.PROTECT, related_name="transfers_out", verbose_name=_("taken over from")
    )
    target = models.ForeignKey(
        Project,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="transfers_in",
        verbose_name=_("passed on to"),
    )
    interested_district = models.ForeignKey(
        District,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="interests",
        verbose_name=_("a group is interested in"),
    )
    phase = models.CharField(_("phase"), max_length=10, choices=Phase, default=Phase.INTEREST)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    year_from = models.PositiveSmallIntegerField(_("from year"), null=True, blank=True)
    year_to = models.PositiveSmallIntegerField(_("to year"), null=True, blank=True)
    note = models.TextField(_("what is known"), blank=True)
    ended_because = models.CharField(_("why it ended"), max_length=10, choices=EndReason, blank=True)
    end_reason = models.CharField(_("reason for ending"), max_length=200, blank=True)
    end_reason_is_public = models.BooleanField(_("the group agrees to show the reason"), default=False)
    sources = models.ManyToManyField(Source, blank=True, related_name="transfers", verbose_name=_("sources"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(_("recorded"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        ordering = [F("year_from").desc(nulls_last=True), "-id"]
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        indexes = [models.Index(fields=["-year_from", "-id"], name="transfer_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(target__isnull=True, interested_district__isnull=False)
                | Q(target__isnull=False, interested_district__isnull=True),
                name="transfer_target_or_district",
                violation_error_message=_("A transfer leads to a project or to a group in a district."),
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | ~Q(source=F("target")),
                name="transfer_ends_differ",
                violation_error_message=_("A project cannot be taken over from itself."),
            ),
            models.UniqueConstraint(
                fields=["source", "target"],
                name="transfer_once_a_pair",
                violation_error_message=_("This transfer is already recorded."),
            ),
            models.UniqueConstraint(
                fields=["source", "interested_district"],
                name="transfer_once_a_district",
                violation_error_message=_("This interest is already recorded."),
            ),
            models.CheckConstraint(
                condition=~Q(phase__in=PHASES_WITH_TARGET) | Q(target__isnull=False),
                name="transfer_tried_out_by_a_project",
                violation_error_message=_(
                    "From trying out on, a transfer needs the project that took it over."
                ),
            ),
            models.CheckConstraint(
                condition=Q(year_to__isnull=True)
                | Q(year_from__isnull=True)
                | Q(year_to__gte=F("year_from")),
                name="transfer_years_in_order",
                violation_error_message=_("A transfer cannot end before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target or self.interested_district}"

    def get_absolute_url(self) -> str:
        return reverse("knowledge:transfer", args=[self.pk])


class Confirmation(models.Model):
    """One side confirms a transfer. It stays when the account behind it goes."""

    transfer = models.ForeignKey(Transfer, models.CASCADE, related_name="confirmations")
    side = models.CharField(_("side"), max_length=10, choices=Side)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed"), auto_now_add=True)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        constraints = [
            models.UniqueConstraint(fields=["transfer", "side"], name="confirmation_once_a_side"),
            # Two different people; NULLs, left by deleted accounts, never collide.
            models.UniqueConstraint(fields=["transfer", "by"], name="confirmation_by_two_people"),
        ]

    def __str__(self) -> str:
        return self.get_side_display()

    def is_by_another_than(self, person: User) -> bool:
        """Whether two people confirm, if this person confirms the other side.

        Of an account that is gone nothing is kept that could tell. But whoever had an account before this
        was confirmed did not open it after deleting that one.
        """
        if self.by is None:
            return person.date_joined < self.confirmed_at
        return self.by != person


class Adaptation(models.Model):
    """One element of a transfer: taken over, adapted, left out or new; why, and how it went."""

    transfer = models.ForeignKey(Transfer, models.CASCADE, related_name="adaptations")
    kind = models.CharField(_("kind"), max_length=10, choices=AdaptationKind)
    part = models.CharField(_("of what"), max_length=10, choices=AdaptedPart, blank=True)
    element = models.CharField(_("element"), max_length=200)
    reason = models.TextField(_("reason"), blank=True)
    result = models.TextField(_("result"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("adaptation")
        verbose_name_plural = _("adaptations")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.element}"
