"""Words that the steering group declares to mean the same."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from districts.spelling import folded_key


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


def distinct(words: list[str]) -> list[str]:
    """The words, tidied, each folded key once; the first spelling stays."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(folded_key(word), " ".join(word.split()))
    return [word for key, word in found.items() if key]


def key_of_group(words: list[str]) -> str:
    """The same key for the same words in any order and spelling."""
    return " ".join(sorted({folded_key(word) for word in words}))
