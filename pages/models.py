"""What curators edit about the site itself."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from knowledge.models import Transfer
from outbox.edition import kept
from projects.choices import Language
from projects.models import Project

PAGE_SLUGS = ["ueber-uns", "einfache-sprache", "impressum", "datenschutz", "barrierefreiheit"]


class Provider(models.Model):
    """Who answers for this site by law. One row; until it is complete every page is a preview."""

    name = models.CharField(_("name"), max_length=160, blank=True)
    legal_form = models.CharField(_("legal form"), max_length=120, blank=True)
    address = models.TextField(_("postal address"), blank=True)
    representatives = models.CharField(_("represented by"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    register = models.CharField(
        _("register"), max_length=160, blank=True, help_text=_("court and number; empty if there is none")
    )
    responsible = models.CharField(_("responsible under § 18 (2) MStV"), max_length=200, blank=True)

    PUBLIC_FIELDS = ["email"]  # by law: it stays when the account of the same address goes
    NEEDED = ["name", "legal_form", "address", "representatives", "email", "phone", "responsible"]

    class Meta:
        verbose_name = _("provider")
        verbose_name_plural = _("provider")
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="provider_only_one")]

    def __str__(self) -> str:
        return self.name or str(_("provider"))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)

    @staticmethod
    @kept
    def current() -> "Provider":
        """The stored particulars, or empty ones; for reading."""
        return Provider.objects.filter(pk=1).first() or Provider()

    @property
    def is_complete(self) -> bool:
        return all(getattr(self, field) for field in self.NEEDED)


class Page(models.Model):
    """The group's own text for one of the fixed pages; without a row the built-in text is shown."""

    slug = models.CharField(_("page"), max_length=40, choices=[(slug, slug) for slug in PAGE_SLUGS])
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.GERMAN)
    body = models.TextField(_("text"), help_text=_("Markdown"))
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        ordering = ["slug", "language"]
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        constraints = [models.UniqueConstraint(fields=["slug", "language"], name="page_once_a_language")]

    def __str__(self) -> str:
        return f"/{self.slug}/ ({self.language})"

    def get_absolute_url(self) -> str:
        return reverse("pages:page", args=[self.slug])


class Story(models.Model):
    """A transfer told on the start page, in a headline of the group's own words."""

    headline = models.CharField(_("headline"), max_length=160)
    text = models.TextField(_("text"), max_length=600, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.GERMAN)
    transfer = models.OneToOneField(
        Transfer, models.CASCADE, related_name="story", verbose_name=_("transfer")
    )
    is_shown = models.BooleanField(_("shown on the start page"), default=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def __str__(self) -> str:
        return self.headline


class HighlightQuerySet(models.QuerySet["Highlight"]):
    def living(self) -> "HighlightQuerySet":
        """Those whose last day is not over, those without one included."""
        return self.filter(Q(featured_until=None) | Q(featured_until__gte=timezone.localdate()))


class Highlight(models.Model):
    """A curator's choice: a project worth a look, why, and until which day.

    What the seed brought has neither; it makes room when there is enough that is new.
    """

    project = models.OneToOneField(
        Project, models.CASCADE, related_name="highlight", verbose_name=_("project")
    )
    sentence = models.CharField(_("why it is worth a look"), max_length=280, blank=True)
    featured_until = models.DateField(_("on the start page until"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = HighlightQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        verbose_name = _("worth a look")
        verbose_name_plural = _("worth a look")

    def __str__(self) -> str:
        return str(self.project)

    @property
    def is_over(self) -> bool:
        return self.featured_until is not None and self.featured_until < timezone.localdate()


class SeedRecord(models.Model):
    """One thing the seed has brought once. It never brings it again: edits and removals win."""

    key = models.CharField(_("key"), max_length=200, unique=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("what the seed brought")
        verbose_name_plural = _("what the seed brought")

    def __str__(self) -> str:
        return self.key
