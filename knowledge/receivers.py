"""What a published lesson said is kept when it is changed, whoever changes it and where."""

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver

from knowledge.models import Lesson, LessonWording


@receiver(pre_save, sender=Lesson)
def reworded(instance: Lesson, **signal: Any) -> None:
    before = Lesson.objects.published().filter(pk=instance.pk).first()
    if before and before.said != instance.said:
        LessonWording.objects.create(lesson=instance, **before.said)
