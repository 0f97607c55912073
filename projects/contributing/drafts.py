"""Verbs on drafts: keep what was typed, throw it away. Whoever has the token may."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any, NamedTuple

from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django.utils.translation import gettext as _

from people.limits import Limit, keep_to, take_turn
from projects.contributing.typed import ON_THE_FORM, Typed
from projects.models import Draft, Project, Version
from projects.models.draft import key_of, new_key

LONGEST = 300_000  # letters in one draft: a book, but no way to fill the disk
NEW_PER_NETWORK = Limit(60, timedelta(hours=1))  # twenty people who write in one room share a network


class Kept(NamedTuple):
    """The draft that holds the words now; `other` is the one that a second window has changed meanwhile."""

    draft: Draft
    other: Draft | None = None


class TooLongError(Exception):
    """More than a draft holds. Nothing was kept."""

    def __init__(self) -> None:
        super().__init__(_("That is more text than a draft can hold. Please shorten it."))


@transaction.atomic
def keep(
    *,
    token: str,
    typed: Typed,
    revision: int,
    fields: Collection[str] = ON_THE_FORM,
    by: Any = None,
    project: Project | None = None,
    base: Version | None = None,
    network_hash: str = "",
) -> Kept:
    """Keep what was typed into these fields under its token; what other steps asked for stays.

    The first save makes the draft, for `project` if it changes one. A save on an older revision, or on a
    draft that was handed in, comes from a second window: it becomes a draft of its own, so that no word
    of either is lost. Raises TooLongError, and TooManyTriesError where a network has begun many of late.
    """
    if sum(len(text) for texts in typed.values() for text in texts) > LONGEST:
        raise TooLongError
    person = by if getattr(by, "is_authenticated", False) else None
    about = {"user": person, "project": project, "base": base, "network_hash": network_hash}
    draft = _locked(token, **about)
    data = {name: texts for name, texts in draft.data.items() if name not in fields} | typed
    if draft.revision and draft.data == data and not draft.handed_in_at:
        return Kept(draft)
    if draft.handed_in_at or draft.revision not in (0, revision):
        return Kept(_write(_sibling(draft, network_hash), data), other=draft)
    draft.user = draft.user or person
    return Kept(_write(draft, data))


@transaction.atomic
def throw_away(*, token: str) -> None:
    """Delete a draft for good, at its writer's wish."""
    Draft.objects.filter(key=_own_key(token), handed_in_at=None).delete()


def forget_drafts() -> int:
    """Delete drafts whose time is over, with all that was typed; returns how many."""
    return Draft.objects.expired().delete()[0]


def _locked(token: str, **about: Any) -> Draft:
    """The draft, made if there is none: two first saves at once must find one and the same."""
    if not Draft.objects.filter(key=_own_key(token)).exists():
        _refuse_many(about["network_hash"])
    draft, _made = Draft.objects.get_or_create(key=_own_key(token), defaults=about)
    return Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)


def _own_key(token: str) -> str:
    """Views have looked: a token that is not ours never comes so far."""
    key = key_of(token)
    if key is None:
        raise SuspiciousOperation("This token is not ours.")
    return key


def _write(draft: Draft, typed: Typed) -> Draft:
    draft.data = typed
    draft.revision += 1
    draft.save()
    return draft


def _sibling(draft: Draft, network_hash: str) -> Draft:
    """A draft of the same person about the same entry; one that was handed in is changed on its base."""
    _refuse_many(network_hash)
    about = {name: getattr(draft, name) for name in ("user_id", "project_id", "base_id")}
    return Draft(key=new_key(), network_hash=network_hash, **about)


def _refuse_many(network_hash: str) -> None:
    take_turn("draft")
    keep_to(NEW_PER_NETWORK, Draft.objects.filter(network_hash=network_hash).exclude(network_hash=""))
