"""Free words become tags: spellings with the same folded key are one tag."""

import csv
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Q
from django.utils.translation import gettext as _
from taggit.managers import _TaggableManager

from districts.spelling import folded_key
from projects.models.taxonomy import Tag

LONGEST = 50
LONGEST_KEY = 100  # the key's column: an umlaut folds to two letters, some signs to more


def words_of(text: str) -> list[str]:
    """The words of one line, separated by commas; a word that holds a comma stands in quotation marks."""
    rows = csv.reader([" ".join(text.split())], skipinitialspace=True)
    return clean_words(word for row in rows for word in row)


def text_of(tags: Iterable[Tag]) -> str:
    """The line from which `words_of` reads these tags again."""
    return text_of_words(tag.name for tag in tags)


def text_of_words(words: Iterable[str]) -> str:
    return ", ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"' if set(word) & {",", '"'} else word


def clean_words(words: Iterable[str]) -> list[str]:
    """The words without surplus spaces and empty ones; ValidationError for one that can be no tag."""
    return [check_word(clean) for word in words if (clean := " ".join(word.split()))]


def check_word(word: str) -> str:
    """The same word; ValidationError with a sentence if it is too long or holds no letter or digit."""
    if len(word) > LONGEST or len(folded_key(word)) > LONGEST_KEY:
        raise ValidationError(
            _("The tag “%(word)s…” is too long: at most %(most)d characters, please.")
            % {"word": word[:20], "most": LONGEST}
        )
    if not folded_key(word):
        raise ValidationError(_("The tag “%(word)s” needs a letter or a digit.") % {"word": word})
    return word


def canonical_tags(words: Iterable[str]) -> list[Tag]:
    """One tag for each word, in their order and each once: the known one, whatever its spelling or synonym,
    else a new one in this spelling."""
    by_key: dict[str, str] = {}
    for word in clean_words(words):
        by_key.setdefault(folded_key(word), word)
    known = known_tags(by_key)
    found = (
        known.get(key) or Tag.objects.get_or_create(folded=key, defaults={"name": word})[0]
        for key, word in by_key.items()
    )
    return list(dict.fromkeys(found))


def known_tags(keys: Iterable[str]) -> dict[str, Tag]:
    """The tags that are known under these folded keys, as their name or as a synonym."""
    keys = set(keys)
    called = Q(folded__in=keys) | Q(synonyms__folded__in=keys)
    rows: Any = Tag.objects.filter(called).annotate(also=F("synonyms__folded"))  # a row for each synonym
    by_synonym = {tag.also: tag for tag in rows if tag.also in keys}
    return by_synonym | {tag.folded: tag for tag in rows if tag.folded in keys}


class CanonicalTags(_TaggableManager):
    """`project.tags`: `add` and `set` find the tag that a word means, however it is spelled."""

    def _to_tag_model_instances(self, tags: Iterable[Any], tag_kwargs: dict[str, Any]) -> list[Tag]:
        """Rows and words, mixed, as rows, each once."""
        given = list(tags)
        rows = [tag for tag in given if isinstance(tag, Tag)]
        return list(dict.fromkeys([*rows, *canonical_tags(word for word in given if isinstance(word, str))]))
