"""How projects are sorted: sectors, topics the group curates, free tags."""

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from districts.slugs import Slugged
from districts.spelling import folded_key, german_slug
from projects.querysets import TopicQuerySet


class Sector(Slugged):
    """Who carries a project: charities, the town, neighbours without an organisation, business."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    explanation = models.CharField(_("explanation"), max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")

    def __str__(self) -> str:
        return self.name


class Tag(TagBase):
    """A free word in one canonical form: spellings with the same folded key are the same tag."""

    folded = models.CharField(_("folded key"), max_length=100, unique=True, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = folded_key(self.name)
        super().save(*args, **kwargs)

    def slugify(self, tag: str, i: int | None = None) -> str:
        slug = german_slug(tag, max_length=90) or "tag"
        return slug if i is None else f"{slug}-{i}"


class TagSynonym(models.Model):
    """Another word for a tag: whoever writes it gets the tag, whoever looks for it finds its entries."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="synonyms", verbose_name=_("tag"))
    word = models.CharField(_("word"), max_length=100)
    folded = models.CharField(_("folded key"), max_length=100, unique=True, editable=False)

    class Meta:
        ordering = ["word"]
        verbose_name = _("synonym of a tag")
        verbose_name_plural = _("synonyms of tags")

    def __str__(self) -> str:
        return self.word

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = folded_key(self.word)
        super().save(*args, **kwargs)


class TaggedProject(ItemBase):
    """One tag on one project."""

    content_object = models.ForeignKey("projects.Project", models.CASCADE, related_name="tag_links")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="project_links")

    class Meta:
        verbose_name = _("tag of a project")
        verbose_name_plural = _("tags of projects")
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_per_project"),
        ]


class Topic(Slugged):
    """A Fachthema: a subject that the group curates, with tags that show what it holds."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    description = models.CharField(_("description"), max_length=280, blank=True)
    icon = models.CharField(
        _("icon"), max_length=40, default="sparkles", help_text=_("a name from heroicons.com")
    )
    example_tags = models.ManyToManyField(
        Tag, blank=True, related_name="example_of", verbose_name=_("example tags")
    )
    introduction = models.TextField(_("introduction"), max_length=6000, blank=True, help_text=_("Markdown"))
    open_questions = models.TextField(
        _("open questions"), max_length=3000, blank=True, help_text=_("one a line")
    )
    featured_until = models.DateField(_("in the focus until"), null=True, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("projects:topic", args=[self.slug])

    @property
    def is_featured(self) -> bool:
        """Whether the group draws attention to it today."""
        return self.featured_until is not None and self.featured_until >= timezone.localdate()

    @property
    def questions(self) -> list[str]:
        """The open questions, one by one."""
        return [line.strip() for line in self.open_questions.splitlines() if line.strip()]


class TopicPick(models.Model):
    """A project that the group shows first under a topic, and why, in a sentence."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="picks", verbose_name=_("topic"))
    project = models.ForeignKey(
        "projects.Project", models.CASCADE, related_name="picked_for", verbose_name=_("project")
    )
    sentence = models.CharField(_("sentence"), max_length=280)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("chosen project")
        verbose_name_plural = _("chosen projects")
        constraints = [
            models.UniqueConstraint(fields=["topic", "project"], name="pick_once_per_topic"),
        ]

    def __str__(self) -> str:
        return str(self.project)
