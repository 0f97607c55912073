"""Verbs on free words: rename, merge, another word for one, delete. Every entry follows; the log knows."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from districts.models import FormerSlug
from districts.spelling import folded_key
from people.limits import take_turn
from people.permissions import is_curator
from projects.actions.deciding import log
from projects.models import DecisionKind, Tag, TagSynonym
from projects.tags import check_word, known_tags


@transaction.atomic
def rename_tag(*, tag: Tag, name: str, by: Any) -> Tag:
    """Write a tag otherwise. If it is another word and not just another spelling, the old one stays known.

    ValidationError for a word that means another tag: these two can be merged.
    """
    stored = _locked(tag, by)
    name, old = _free_word(name, stored), stored.name
    TagSynonym.objects.filter(tag=stored, folded=folded_key(name)).delete()
    stored.name = name
    stored.save()
    if stored.folded != folded_key(old):
        TagSynonym.objects.create(tag=stored, word=old)
    log(stored, DecisionKind.RENAMED, by, f"{old} → {name}")
    return stored


@transaction.atomic
def merge_tags(*, tag: Tag, into: Tag, by: Any) -> Tag:
    """Make one of two tags: entries, topics and synonyms go over, the word stays known. Returns `into`."""
    stored, into = _locked(tag, by), _locked(into, by)
    if stored.pk == into.pk:
        raise ValidationError(_("A tag cannot be merged with itself."))
    log(stored, DecisionKind.MERGED, by, str(into))
    has_it = into.project_links.values("content_object")
    for link in stored.project_links.exclude(content_object__in=has_it):
        link.tag = into
        link.save()
    for topic in stored.example_of.all():
        topic.example_tags.add(into)
    stored.synonyms.update(tag=into)
    _lead_to(stored, into)
    stored.delete()
    TagSynonym.objects.create(tag=into, word=stored.name)
    return into


@transaction.atomic
def add_synonym(*, tag: Tag, word: str, by: Any) -> TagSynonym:
    """Let another word mean this tag. ValidationError if it means another one already."""
    stored = _locked(tag, by)
    word = _free_word(word, stored)
    if known_tags([folded_key(word)]):
        raise ValidationError(_("This word means “%(tag)s” already.") % {"tag": stored})
    return TagSynonym.objects.create(tag=stored, word=word)


@transaction.atomic
def remove_synonym(*, synonym: TagSynonym, by: Any) -> None:
    """The word means this tag no more."""
    _locked(synonym.tag, by)
    TagSynonym.objects.filter(pk=synonym.pk).delete()


@transaction.atomic
def delete_tag(*, tag: Tag, by: Any) -> None:
    """Take a tag away from every entry, with its synonyms."""
    stored = _locked(tag, by)
    log(stored, DecisionKind.DELETED, by)
    stored.delete()


def _locked(tag: Tag, by: Any) -> Tag:
    """The stored tag, for a member of the group; ValidationError if somebody has taken it away meanwhile."""
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    take_turn("tags")
    stored = Tag.objects.select_for_update().filter(pk=tag.pk).first()
    if stored is None:
        raise ValidationError(_("The tag “%(tag)s” is not there any more.") % {"tag": tag})
    return stored


def _free_word(text: str, tag: Tag) -> str:
    """The word, tidied; ValidationError if it can be no tag, or means another one."""
    word = check_word(" ".join(text.split()))
    other = known_tags([folded_key(word)]).get(folded_key(word))
    if other and other != tag:
        raise ValidationError(
            _("“%(word)s” means the tag “%(tag)s”. You can merge the two.") % {"word": word, "tag": other}
        )
    return word


def _lead_to(tag: Tag, into: Tag) -> None:
    """An address with the old tag finds the new one."""
    kind = ContentType.objects.get_for_model(Tag)
    FormerSlug.objects.filter(content_type=kind, object_id=tag.pk).update(object_id=into.pk)
    FormerSlug.objects.update_or_create(content_type=kind, slug=tag.slug, defaults={"object_id": into.pk})
