"""What a group has learned."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from knowledge.choices import LessonKind, LessonState, Phase
from knowledge.models.transfer import Transfer
from knowledge.querysets import LessonQuerySet
from projects.models import Project, Topic


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
