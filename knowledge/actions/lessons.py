"""Verbs on lessons by those who tell them: tell one, say it in other words, take it back."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from knowledge.choices import LessonState
from knowledge.models import Lesson
from knowledge.models.lesson import SAID
from knowledge.seen import must_be_as_seen
from people.limits import Limit, keep_to, take_turn
from people.permissions import is_curator, refuse_visitors
from projects.actions import log
from projects.models import Approval, DecisionKind

PER_PERSON = Limit(10, timedelta(days=1))


@transaction.atomic
def tell_lesson(*, by: Any, **about_and_said: Any) -> Lesson:
    """Hand in what a group has learned about a `project`, a `transfer` or a `topic`; the group reviews it.

    Raises PermissionDenied for visitors, TooManyTriesError past a limit.
    """
    refuse_visitors(by)
    take_turn("lesson")
    keep_to(PER_PERSON, Lesson.objects.filter(submitted_by=by))
    told = Lesson(submitted_by=by, **about_and_said)
    told.full_clean()
    told.save()
    log(told, DecisionKind.SUBMITTED, by)
    return told


@transaction.atomic
def reword_lesson(*, lesson: Lesson, by: Any, seen: str, words: str = "", **said: Any) -> Lesson:
    """Say it otherwise, as its author or a member of the group; `words` answer a question of the group.

    One's own is reviewed again, and shown to nobody until then. ValidationError if it is not as it was
    `seen`, or nothing is new.
    """
    stored = locked_lesson(lesson)
    if not by.has_perm("knowledge.reword_lesson", stored):
        raise PermissionDenied(_("Only whoever told a lesson and the steering group may change it."))
    must_be_as_seen(stored, seen)
    before, after = stored.said, stored.said | said
    if before == after and not words.strip():
        raise ValidationError(_("Nothing was changed."))
    for name in SAID:
        setattr(stored, name, after[name])
    stored.full_clean()
    if stored.submitted_by_id == by.pk or not is_curator(by):
        stored.state = LessonState.SUBMITTED
        Approval.objects.about(stored).delete()
        log(stored, DecisionKind.SUBMITTED, by, words.strip())
    stored.save()
    return stored


@transaction.atomic
def take_back_lesson(*, lesson: Lesson, by: Any) -> Lesson:
    """Take one's own lesson off every page, at once and for good: removal on request wins."""
    stored = locked_lesson(lesson)
    if stored.submitted_by_id is None or stored.submitted_by_id != getattr(by, "pk", None):
        raise PermissionDenied(_("Only whoever told a lesson can take it back."))
    return remove_lesson(stored, by)


def remove_lesson(lesson: Lesson, by: Any) -> Lesson:
    """Let it go, in the caller's transaction; a second time nothing happens."""
    if lesson.state != LessonState.REMOVED:
        lesson.state = LessonState.REMOVED
        lesson.save()
        log(lesson, DecisionKind.REMOVED, by)
    return lesson


def locked_lesson(lesson: Lesson) -> Lesson:
    """The stored lesson; no other transaction changes it until this one ends."""
    return Lesson.objects.select_for_update(of=("self",)).get(pk=lesson.pk)
