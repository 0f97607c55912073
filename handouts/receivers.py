"""When something that stands in a hand-out goes, the versions that hold it follow."""

from typing import Any

from django.db.models import Q
from django.db.models.signals import post_save
from django.dispatch import receiver

from handouts.models import Use
from handouts.removals import OWED
from knowledge.choices import LessonState
from knowledge.models import Lesson
from outbox.actions import owe
from projects.choices import State
from projects.models import Project, RemovalRequest


@receiver(post_save, sender=Lesson)
def lesson_is_gone(instance: Lesson, **signal: Any) -> None:
    if instance.state == LessonState.REMOVED:
        _owe_if_used(Q(lesson=instance))


@receiver(post_save, sender=Project)
def project_is_gone(instance: Project, **signal: Any) -> None:
    if instance.state == State.REMOVED:
        _owe_if_used(Q(project=instance))


@receiver(post_save, sender=RemovalRequest)
def removal_is_decided(instance: RemovalRequest, **signal: Any) -> None:
    """While it is open the entry is hidden, and may come back."""
    if instance.is_granted:
        _owe_if_used(Q(project=instance.project_id))


def _owe_if_used(what: Q) -> None:
    if Use.objects.filter(what, version__withdrawn_at=None).exists():
        owe(OWED, {})
