"""Verbs on lessons: a member of the group shows one, or takes it out of sight."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from knowledge.choices import LessonState
from knowledge.models import Lesson
from people.permissions import is_curator


@transaction.atomic
def publish_lesson(*, lesson: Lesson, by: Any) -> Lesson:
    """Show a lesson to everyone. PermissionDenied for anyone but a curator, and on one's own lesson."""
    stored = _stored(lesson, by)
    if stored.submitted_by_id is not None and stored.submitted_by_id == by.pk:
        raise PermissionDenied(_("Nobody approves their own entry. Please ask a second member of the group."))
    return _moved(stored, LessonState.PUBLISHED)


@transaction.atomic
def hide_lesson(*, lesson: Lesson, by: Any) -> Lesson:
    """Take a lesson off every page at once; PermissionDenied for anyone but a curator."""
    return _moved(_stored(lesson, by), LessonState.REMOVED)


def _stored(lesson: Lesson, by: Any) -> Lesson:
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    return Lesson.objects.select_for_update().get(pk=lesson.pk)


def _moved(lesson: Lesson, state: LessonState) -> Lesson:
    lesson.state = state
    lesson.save()
    return lesson
