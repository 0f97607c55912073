"""What somebody had before their eyes: nobody decides on, or overwrites, what they have not seen."""

from hashlib import sha256

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from knowledge.models import Lesson


def mark_of(lesson: Lesson) -> str:
    """A short word that changes with the state of the lesson and with all that it says."""
    return sha256(repr([str(lesson.state), *map(str, lesson.said.values())]).encode()).hexdigest()[:16]


def must_be_as_seen(lesson: Lesson, seen: str) -> None:
    """ValidationError with a sentence if the lesson, locked by the caller, is not as it was on the page."""
    if seen != mark_of(lesson):
        raise ValidationError(
            _("Somebody has changed or decided this meanwhile: it is %(state)s. Please look again.")
            % {"state": lesson.get_state_display()}
        )
