"""The nouns of travelling knowledge, one a file."""

from knowledge.models.lesson import Lesson, LessonEcho, LessonWording
from knowledge.models.origin_note import OriginNote
from knowledge.models.transfer import Adaptation, Confirmation, Transfer

__all__ = ["Adaptation", "Confirmation", "Lesson", "LessonEcho", "LessonWording", "OriginNote", "Transfer"]
