"""What may be done with a tag, and what it would change: said before, done after."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from districts.spelling import folded_key
from projects.actions import add_synonym, delete_tag, merge_tags, rename_tag
from projects.models import Project, Tag
from projects.tags import known_tags


class Change(NamedTuple):
    """One kind of step with a tag: its name in addresses, its words, what it would do, and its verb.

    `says` returns a sentence, and whether the step is possible.
    """

    name: str
    label: Promise
    asks: Promise | str  # what to type; "" where nothing is typed
    says: Callable[[Tag, str], tuple[str, bool]]
    take: Callable[[Tag, str, Any], Any]


def with_counts() -> QuerySet[Any]:
    """All tags with the number of their entries, in any state, and their synonyms."""
    return Tag.objects.annotate(used=Count("project_links")).prefetch_related("synonyms").order_by("name")


def entries_of(tag: Tag) -> QuerySet[Project]:
    return Project.objects.filter(tag_links__tag=tag).order_by("title", "pk")


def meant(word: str) -> Tag | None:
    """The tag that this word means, in any spelling."""
    key = folded_key(word)
    return known_tags([key]).get(key)


def _of_renaming(tag: Tag, word: str) -> tuple[str, bool]:
    if (other := meant(word)) and other != tag:
        return _taken(word, other), False
    said = {"entries": _entries(tag.project_links.count()), "word": word, "tag": tag}
    return _("%(entries)s will say “%(word)s” where they say “%(tag)s” now.") % said, True


def _of_merging(tag: Tag, word: str) -> tuple[str, bool]:
    other = meant(word)
    if other is None:
        return _("There is no tag “%(word)s”.") % {"word": word}, False
    if other == tag:
        return _("A tag cannot be merged with itself."), False
    both = entries_of(tag).filter(tag_links__tag=other).count()
    said = {"entries": _entries(tag.project_links.count()), "both": both, "into": other, "tag": tag}
    return (
        _(
            "%(entries)s with “%(tag)s” will carry “%(into)s”; %(both)d of them do already. "
            "Whoever writes “%(tag)s” later gets “%(into)s”."
        )
        % said,
        True,
    )


def _of_synonym(tag: Tag, word: str) -> tuple[str, bool]:
    if other := meant(word):
        return _taken(word, other), False
    said = {"word": word, "tag": tag}
    return (
        _("Whoever writes “%(word)s” gets “%(tag)s”, and whoever looks for it finds its entries.") % said,
        True,
    )


def _of_deleting(tag: Tag, word: str) -> tuple[str, bool]:
    said = {"entries": _entries(tag.project_links.count()), "tag": tag}
    return _("“%(tag)s” goes from %(entries)s. Nothing else about them changes.") % said, True


def _taken(word: str, other: Tag) -> str:
    return _("“%(word)s” means the tag “%(tag)s”. You can merge the two.") % {"word": word, "tag": other}


def _entries(number: int) -> str:
    return ngettext("%(n)d entry", "%(n)d entries", number) % {"n": number}


def _merge(tag: Tag, word: str, by: Any) -> Tag:
    if (into := meant(word)) is None:
        raise ValidationError(_("There is no tag “%(word)s”.") % {"word": word})
    return merge_tags(tag=tag, into=into, by=by)


def _delete(tag: Tag, word: str, by: Any) -> Tag:
    delete_tag(tag=tag, by=by)
    return tag


CHANGES = {
    change.name: change
    for change in [
        Change(
            "umbenennen",
            gettext_lazy("Rename"),
            gettext_lazy("New name"),
            _of_renaming,
            lambda tag, word, by: rename_tag(tag=tag, name=word, by=by),
        ),
        Change(
            "zusammenfuehren",
            gettext_lazy("Merge into another tag"),
            gettext_lazy("The tag that stays"),
            _of_merging,
            _merge,
        ),
        Change(
            "synonym",
            gettext_lazy("Another word for it"),
            gettext_lazy("Word"),
            _of_synonym,
            lambda tag, word, by: add_synonym(tag=tag, word=word, by=by),
        ),
        Change(
            "loeschen",
            gettext_lazy("Delete"),
            "",
            _of_deleting,
            _delete,
        ),
    ]
}
