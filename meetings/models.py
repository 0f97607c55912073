"""Meetings, what is talked about, who comes, and what was noted."""

from typing import Any
from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from districts.models import District
from districts.slugs import Slugged
from knowledge.models import Lesson, Transfer
from meetings.querysets import MeetingQuerySet
from needs.models import Need
from projects.models import Project, Source, Topic


class Meeting(Slugged):
    """A Treffen, a NetzWerkStatt: a dated gathering in a district, often on one topic.

    `uid` and `sequence` are what calendars know it by (RFC 5545): a moved or cancelled meeting keeps its
    uid, and each such change counts its sequence up.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting", pgettext_lazy("kind of meeting", "meeting")
        WORKSHOP = "workshop", _("network workshop")
        OTHER = "other", pgettext_lazy("kind of meeting", "other gathering")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("meeting", "draft")
        ANNOUNCED = "announced", _("announced")
        CANCELLED = "cancelled", _("cancelled")

    slug_source = "title"

    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MEETING)
    date = models.DateField(_("date"))
    starts_at = models.TimeField(_("begins at"), null=True, blank=True)
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name=_("district")
    )
    topic = models.ForeignKey(
        Topic, models.SET_NULL, null=True, blank=True, related_name="meetings", verbose_name=_("topic")
    )
    description = models.TextField(_("description"), blank=True, help_text=_("Markdown"))
    sources = models.ManyToManyField(Source, blank=True, related_name="meetings", verbose_name=_("sources"))
    takes_sign_ups = models.BooleanField(_("people can sign up here"), default=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-id"]
        verbose_name = pgettext_lazy("kind of meeting", "meeting")
        verbose_name_plural = _("meetings")
        indexes = [models.Index(fields=["state", "date"], name="meeting_by_date")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(starts_at__isnull=False, ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_begins",
                violation_error_message=_("A meeting ends after it begins, on the same day."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:detail", args=[self.slug])

    @property
    def is_over(self) -> bool:
        return self.date < timezone.localdate()

    @property
    def is_open(self) -> bool:
        """Whether people can sign up."""
        return self.state == self.State.ANNOUNCED and self.takes_sign_ups and not self.is_over


class AgendaItem(models.Model):
    """One thing the meeting talks about, often a project, or what a group looks for."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=160, blank=True, help_text=_("empty: the project's"))
    project = models.ForeignKey(
        Project, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("project")
    )
    need = models.ForeignKey(
        Need, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("need")
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("item of the agenda")
        verbose_name_plural = _("agenda")
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") | Q(project__isnull=False) | Q(need__isnull=False),
                name="agenda_item_is_about_something",
                violation_error_message=_("An item has a title, a project or a need."),
            ),
            models.UniqueConstraint(fields=["meeting", "project"], name="agenda_has_a_project_once"),
            models.UniqueConstraint(fields=["meeting", "need"], name="agenda_has_a_need_once"),
        ]

    def __str__(self) -> str:
        return self.title or str(self.project or self.need)


class SignUp(models.Model):
    """Somebody comes, perhaps with others. Only how many is public; the row goes 14 days afterwards."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sign_ups")
    email = models.EmailField(_("e-mail address"))
    persons = models.PositiveSmallIntegerField(
        _("how many people"), default=1, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    network_hash = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)

    class Meta:
        ordering = ["created_at"]
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        indexes = [models.Index(fields=["network_hash", "created_at"], name="sign_up_by_network")]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "email"], name="sign_up_once"),
            models.CheckConstraint(condition=Q(persons__gte=1, persons__lte=10), name="sign_up_of_1_to_10"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.persons}"


class Minute(models.Model):
    """A line of the minutes; it may become a lesson, or have started a transfer."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="minutes")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    text = models.TextField(_("text"), max_length=1000)
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("project")
    )
    lesson = models.OneToOneField(
        Lesson, models.SET_NULL, null=True, blank=True, related_name="minute", editable=False
    )
    transfer = models.ForeignKey(
        Transfer, models.SET_NULL, null=True, blank=True, related_name="minutes", editable=False
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("line of the minutes")
        verbose_name_plural = _("minutes")

    def __str__(self) -> str:
        return self.text[:80]

    def clean(self) -> Any:
        self.text = self.text.strip()
