"""What a group has learned, what it said before, and what others say to it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from districts.models import District
from knowledge.choices import EchoKind, LessonKind, LessonState, Phase
from knowledge.models.transfer import Transfer
from knowledge.querysets import EchoQuerySet, LessonQuerySet
from projects.models import Project, Topic

SAID = ("kind", "phase", "text", "said_by")  # what a lesson says


class Lesson(models.Model):
    """An Erfahrung in the first person, on exactly one project, transfer or topic."""

    project = models.ForeignKey(
        Project, models.CASCADE, null=True, blank=True, related_name="lessons", verbose_name=_("project")
    )
    transfer = models.ForeignKey(
        Transfer, models.CASCADE, null=True, blank=True, related_name="lessons", verbose_name=_("transfer")
    )
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="lessons", verbose_name=_("topic")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=LessonKind)
    phase = models.CharField(_("phase"), max_length=10, choices=Phase, default=Phase.UNKNOWN)
    text = models.TextField(_("text"), max_length=2000)
    said_by = models.CharField(
        _("who says so"), max_length=120, blank=True, help_text=_("a group, never a person")
    )
    state = models.CharField(_("state"), max_length=10, choices=LessonState, default=LessonState.SUBMITTED)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = LessonQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "id"]
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")
        indexes = [
            # Few lessons are on a transfer: an index that holds the others as well is not used.
            models.Index(fields=["transfer"], condition=Q(transfer__isnull=False), name="lesson_of_transfer")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(project__isnull=False, transfer__isnull=True, topic__isnull=True)
                | Q(project__isnull=True, transfer__isnull=False, topic__isnull=True)
                | Q(project__isnull=True, transfer__isnull=True, topic__isnull=False),
                name="lesson_about_exactly_one",
                violation_error_message=_("A lesson is about one project, one transfer or one topic."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return reverse("knowledge:lesson", args=[self.pk])

    @property
    def said(self) -> dict[str, Any]:
        """What it says now."""
        return {name: getattr(self, name) for name in SAID}


class LessonWording(models.Model):
    """What a published lesson said before it was changed, as others may have quoted it."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="wordings", verbose_name=_("lesson"))
    kind = models.CharField(_("kind"), max_length=10, choices=LessonKind)
    phase = models.CharField(_("phase"), max_length=10, choices=Phase)
    text = models.TextField(_("text"))
    said_by = models.CharField(_("who says so"), max_length=120, blank=True)
    until = models.DateTimeField(_("until"), auto_now_add=True)

    class Meta:
        ordering = ["-until", "-id"]
        verbose_name = _("earlier wording")
        verbose_name_plural = _("earlier wordings")

    def __str__(self) -> str:
        return self.text[:60]


class LessonEcho(models.Model):
    """A Resonanz: a group in a district says "bei uns auch" or, in a sentence, "bei uns anders"."""

    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="echoes", verbose_name=_("lesson"))
    kind = models.CharField(_("kind"), max_length=10, choices=EchoKind)
    district = models.ForeignKey(District, models.PROTECT, related_name="+", verbose_name=_("a group in"))
    sentence = models.CharField(_("how it is there"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=LessonState, default=LessonState.SUBMITTED)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = EchoQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        verbose_name = _("echo")
        verbose_name_plural = _("echoes")
        constraints = [
            models.UniqueConstraint(fields=["lesson", "submitted_by"], name="echo_once_each"),
            models.CheckConstraint(
                condition=Q(kind=EchoKind.ALSO) | ~Q(sentence=""),
                name="echo_says_what_differs",
                violation_error_message=_("Please say in a sentence what is different with you."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.lesson}"
