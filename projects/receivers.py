"""What follows from a change whoever makes it: here, that no file outlives its row."""

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from projects.models import Picture
from projects.pictures.storage import owe_forgetting


@receiver(post_delete, sender=Picture)
def picture_gone(instance: Picture, **signal: Any) -> None:
    """By a verb, in the admin, or with its entry."""
    owe_forgetting(instance.name)
