"""Others say "bei uns auch" or "bei uns anders" to a lesson."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from districts.models import District
from knowledge.choices import EchoKind, LessonState
from knowledge.models import Lesson, LessonEcho
from people.limits import Limit, keep_to, take_turn
from people.permissions import refuse_visitors

PER_PERSON = Limit(20, timedelta(days=1))


@transaction.atomic
def echo_lesson(
    *, lesson: Lesson, by: Any, kind: EchoKind, district: District, sentence: str = ""
) -> LessonEcho:
    """Hand in what a group in a district says to a lesson; a second time it says this instead.

    PermissionDenied for visitors and on one's own lesson; ValidationError if what differs is not said;
    TooManyTriesError.
    """
    refuse_visitors(by)
    take_turn("echo")
    if lesson.submitted_by_id is not None and lesson.submitted_by_id == by.pk:
        raise PermissionDenied(_("This is your own lesson. Others say whether it is so with them."))
    echo = LessonEcho.objects.filter(lesson=lesson, submitted_by=by).first()
    if echo is None:
        keep_to(PER_PERSON, LessonEcho.objects.filter(submitted_by=by))
        echo = LessonEcho(lesson=lesson, submitted_by=by)
    echo.kind, echo.district, echo.sentence = kind, district, sentence.strip()
    echo.state, echo.created_at = LessonState.SUBMITTED, timezone.now()
    echo.full_clean()
    echo.save()
    return echo
