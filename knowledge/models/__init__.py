"""The nouns of travelling knowledge, one a file."""

from knowledge.models.interest import Interest
from knowledge.models.lesson import Lesson, LessonEcho, LessonWording
from knowledge.models.origin_note import OriginNote
from knowledge.models.step import TransferStep
from knowledge.models.transfer import Adaptation, Confirmation, Transfer

__all__ = [
    "Adaptation",
    "Confirmation",
    "Interest",
    "Lesson",
    "LessonEcho",
    "LessonWording",
    "OriginNote",
    "Transfer",
    "TransferStep",
]
