"""Hand-outs as they are written, and their versions as they were frozen."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from districts.slugs import Slugged
from handouts.querysets import HandoutQuerySet, VersionQuerySet
from knowledge.models import Lesson
from projects.models import Project, Topic

LONGEST_TEXT = 6000


class Handout(Slugged):
    """A Handreichung as it is being written: what the next version will say.

    While `proposed_at` is set the group decides about it; whatever is changed then takes that back.
    `writers` have written since the last version, and do not decide about the next one.
    """

    slug_source = "title"

    title = models.CharField(_("title"), max_length=120)
    introduction = models.TextField(_("introduction"), max_length=LONGEST_TEXT, blank=True)
    topic = models.ForeignKey(
        Topic, models.SET_NULL, null=True, blank=True, related_name="handouts", verbose_name=_("topic")
    )
    proposed_at = models.DateTimeField(_("put up for decision"), null=True, blank=True, editable=False)
    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", editable=False, verbose_name=_("writers")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = HandoutQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]
        verbose_name = _("hand-out")
        verbose_name_plural = _("hand-outs")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("handouts:detail", args=[self.slug])


class Chapter(models.Model):
    """A part of a hand-out under a heading."""

    handout = models.ForeignKey(Handout, models.CASCADE, related_name="chapters", verbose_name=_("hand-out"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("heading"), max_length=120)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("chapter")
        verbose_name_plural = _("chapters")

    def __str__(self) -> str:
        return self.title


class ChapterItem(models.Model):
    """One thing in a chapter: a lesson, a project, or a text of the group's own."""

    chapter = models.ForeignKey(Chapter, models.CASCADE, related_name="items", verbose_name=_("chapter"))
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    lesson = models.ForeignKey(
        Lesson, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("lesson")
    )
    project = models.ForeignKey(
        Project, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("project")
    )
    text = models.TextField(_("text"), max_length=LONGEST_TEXT, blank=True, help_text=_("Markdown"))

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("part of a chapter")
        verbose_name_plural = _("parts of a chapter")
        constraints = [
            models.CheckConstraint(
                condition=Q(lesson__isnull=False, project__isnull=True, text="")
                | Q(lesson__isnull=True, project__isnull=False, text="")
                | (Q(lesson__isnull=True, project__isnull=True) & ~Q(text="")),
                name="chapter_item_is_exactly_one_thing",
                violation_error_message=_("A part is one lesson, one project or one text."),
            ),
            models.UniqueConstraint(fields=["chapter", "lesson"], name="chapter_has_a_lesson_once"),
            models.UniqueConstraint(fields=["chapter", "project"], name="chapter_has_a_project_once"),
        ]

    def __str__(self) -> str:
        return str(self.lesson or self.project or self.text[:60])


class HandoutVersion(models.Model):
    """A Fassung: what a hand-out said when it was frozen, byte for byte. A new one is a new row.

    `content` is what `html` and `pdf` were made of, so that a removal on request can make the next version
    of it. Once withdrawn, a version has lost all three.
    """

    class Reason(models.TextChoices):
        RELEASED = "released", pgettext_lazy("version of a hand-out", "released")
        REMOVAL = "removal", pgettext_lazy("version of a hand-out", "something was removed on request")

    handout = models.ForeignKey(Handout, models.PROTECT, related_name="versions", verbose_name=_("hand-out"))
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=120)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason, default=Reason.RELEASED)
    frozen_on = models.DateField(_("frozen"))
    citation = models.CharField(_("how to cite it"), max_length=500)
    content = models.JSONField(default=dict, editable=False)
    html = models.TextField(editable=False)
    pdf = models.BinaryField(null=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("version of a hand-out")
        verbose_name_plural = _("versions of hand-outs")
        constraints = [
            models.UniqueConstraint(fields=["handout", "number"], name="handout_version_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(html="", pdf__isnull=True),
                name="handout_version_withdrawn_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def get_absolute_url(self) -> str:
        return reverse("handouts:version", args=[self.handout.slug, self.number])


class Use(models.Model):
    """A version holds this lesson, or names this project, itself or as what a lesson is about."""

    version = models.ForeignKey(HandoutVersion, models.CASCADE, related_name="uses")
    lesson = models.ForeignKey(Lesson, models.CASCADE, null=True, blank=True, related_name="+")
    project = models.ForeignKey(Project, models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        verbose_name = _("use in a hand-out")
        verbose_name_plural = _("uses in hand-outs")
        constraints = [
            models.CheckConstraint(
                condition=Q(lesson__isnull=False, project__isnull=True)
                | Q(lesson__isnull=True, project__isnull=False),
                name="use_of_exactly_one",
            ),
            models.UniqueConstraint(fields=["version", "lesson"], name="use_of_a_lesson_once"),
            models.UniqueConstraint(fields=["version", "project"], name="use_of_a_project_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.lesson or self.project}"
