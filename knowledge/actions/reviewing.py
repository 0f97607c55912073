"""Verbs of the group on what others have told: publish, ask back, decline, hide; on lessons and on echoes."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from knowledge.actions.lessons import locked_lesson, remove_lesson
from knowledge.choices import LessonState
from knowledge.models import Lesson, LessonEcho
from knowledge.seen import must_be_as_seen
from people.mail import About, mail_to
from people.permissions import is_curator
from projects.actions import agree, log
from projects.actions.deciding import is_agreed
from projects.models import Approval, DecisionKind

WAITING = (LessonState.SUBMITTED, LessonState.QUERIED)


@transaction.atomic
def publish_lesson(*, lesson: Lesson, by: Any, seen: str | None = None) -> Lesson:
    """Agree to a lesson, and show it to everyone once enough members have.

    PermissionDenied for anyone but a curator, and on one's own lesson; ValidationError while an objection is
    open, or if it is not as it was `seen`.
    """
    stored = _to_decide(lesson, by)
    if seen is not None:
        must_be_as_seen(stored, seen)
    if stored.state != LessonState.PUBLISHED:
        agree(subject=stored, by=by)
        if is_agreed(stored):
            _move(stored, LessonState.PUBLISHED, DecisionKind.PUBLISHED, by)
    return stored


@transaction.atomic
def ask_back_lesson(*, lesson: Lesson, by: Any, words: str, seen: str) -> Lesson:
    """Send a question to whoever told it; they change it or answer."""
    return _answered(lesson, LessonState.QUERIED, DecisionKind.ASKED_BACK, by, words, seen)


@transaction.atomic
def decline_lesson(*, lesson: Lesson, by: Any, words: str, seen: str) -> Lesson:
    """Turn it down with a reason; whoever told it may say it otherwise."""
    return _answered(lesson, LessonState.DECLINED, DecisionKind.REJECTED, by, words, seen)


@transaction.atomic
def hide_lesson(*, lesson: Lesson, by: Any) -> Lesson:
    """Take a lesson off every page at once, on request; PermissionDenied for anyone but a curator."""
    _must_be_curator(by)
    return remove_lesson(locked_lesson(lesson), by)


@transaction.atomic
def answer_echo(*, echo: LessonEcho, by: Any, is_shown: bool) -> LessonEcho:
    """Show an echo, or not. PermissionDenied on one's own; ValidationError once it is decided."""
    _must_be_curator(by)
    stored = LessonEcho.objects.select_for_update(of=("self",)).get(pk=echo.pk)
    _must_be_of_others(stored, by)
    if stored.state != LessonState.SUBMITTED:
        raise ValidationError(_("Somebody else has answered this already."))
    stored.state = LessonState.PUBLISHED if is_shown else LessonState.DECLINED
    stored.save()
    log(stored, DecisionKind.PUBLISHED if is_shown else DecisionKind.REJECTED, by)
    return stored


@transaction.atomic
def hide_echo(*, echo: LessonEcho, by: Any) -> LessonEcho:
    """Take it off every page at once."""
    _must_be_curator(by)
    stored = LessonEcho.objects.select_for_update(of=("self",)).get(pk=echo.pk)
    stored.state = LessonState.REMOVED
    stored.save()
    log(stored, DecisionKind.REMOVED, by)
    return stored


def _answered(
    lesson: Lesson, state: LessonState, kind: DecisionKind, by: Any, words: str, seen: str
) -> Lesson:
    stored = _to_decide(lesson, by)
    if not words.strip():
        raise ValidationError(_("Please write a sentence: it is sent to whoever told it."))
    must_be_as_seen(stored, seen)
    if stored.state not in WAITING:
        raise ValidationError(_("It is %(state)s already.") % {"state": stored.get_state_display()})
    return _move(stored, state, kind, by, words.strip())


def _to_decide(lesson: Lesson, by: Any) -> Lesson:
    """The stored lesson under a lock, for a member who has not told it."""
    _must_be_curator(by)
    stored = locked_lesson(lesson)
    _must_be_of_others(stored, by)
    return stored


def _move(lesson: Lesson, state: LessonState, kind: DecisionKind, by: Any, words: str = "") -> Lesson:
    lesson.state = state
    lesson.save()
    Approval.objects.about(lesson).delete()  # they were given to what waited; the log keeps them
    log(lesson, kind, by, words)
    author = lesson.submitted_by
    if author and author.is_active:
        mail_to(author, "lesson", about=About.DECISIONS, lesson=lesson, words=words)
    return lesson


def _must_be_of_others(row: Lesson | LessonEcho, by: Any) -> None:
    if row.submitted_by_id is not None and row.submitted_by_id == by.pk:
        raise PermissionDenied(_("Nobody approves their own entry. Please ask a second member of the group."))


def _must_be_curator(by: Any) -> None:
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
