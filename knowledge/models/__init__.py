"""The nouns of travelling knowledge, one a file."""

from knowledge.models.lesson import Lesson
from knowledge.models.origin_note import OriginNote
from knowledge.models.transfer import Adaptation, Confirmation, Transfer

__all__ = ["Adaptation", "Confirmation", "Lesson", "OriginNote", "Transfer"]
