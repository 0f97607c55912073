"""Words that the steering group declares to mean the same, and terms for which nothing was found."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from districts.spelling import folded_key
from search.querysets import MissedSearchQuerySet


class SynonymGroup(models.Model):
    """Words or short phrases for the same thing: who looks for one is shown the others too."""

    words = models.JSONField(_("words"), default=list, help_text=_("two or more words or short phrases"))
    folded = models.TextField(_("folded key"), unique=True, editable=False)

    class Meta:
        ordering = ["folded"]
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("groups of synonyms")

    def __str__(self) -> str:
        return ", ".join(map(str, self.words))

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = key_of_group(self.words)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        is_list = isinstance(self.words, list) and all(isinstance(word, str) for word in self.words)
        if not is_list or len(distinct(self.words)) < 2:
            raise ValidationError({"words": _("A group needs at least two different words.")})
        self.words = distinct(self.words)


class MissedSearch(models.Model):
    """A term for which the catalogue had nothing in one week. Nothing in the row tells who looked for it."""

    LONGEST = 60
    ONE, SEVERAL = 1, 2  # visitors; more are not told apart

    term = models.CharField(_("term"), max_length=LONGEST)
    folded = models.CharField(_("folded key"), max_length=2 * LONGEST, editable=False)
    year = models.PositiveSmallIntegerField(_("year"))
    week = models.PositiveSmallIntegerField(_("calendar week"))
    visitors = models.PositiveSmallIntegerField(
        _("visitors"), default=ONE, choices={ONE: _("one"), SEVERAL: _("two or more")}
    )
    first_on = models.DateField(_("first on"))
    dismissed_on = models.DateField(_("dismissed on"), null=True, blank=True)

    objects = MissedSearchQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-week", "folded"]
        verbose_name = _("search without hits")
        verbose_name_plural = _("searches without hits")
        constraints = [
            models.UniqueConstraint(fields=["folded", "year", "week"], name="missed_search_once_a_week"),
            models.CheckConstraint(condition=models.Q(visitors__in=(1, 2)), name="missed_search_one_or_more"),
        ]
        indexes = [models.Index(fields=["first_on"], name="missed_search_first_on")]

    def __str__(self) -> str:
        return self.term


def distinct(words: list[str]) -> list[str]:
    """The words, tidied, each folded key once; the first spelling stays."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(folded_key(word), " ".join(word.split()))
    return [word for key, word in found.items() if key]


def key_of_group(words: list[str]) -> str:
    """The same key for the same words in any order and spelling."""
    return " ".join(sorted({folded_key(word) for word in words}))
