"""What the group decides about, and where."""

from typing import Any

from django.urls import reverse

from knowledge.models import Transfer
from projects.models import Project, Tag


def page_of(subject: Any) -> str:
    """The page of the desk for this subject; "" where there is none, or the subject is gone."""
    if isinstance(subject, Project):
        return reverse("editorial:entry", args=[subject.slug])
    if isinstance(subject, Tag):
        return reverse("editorial:tag", args=[subject.slug])
    if isinstance(subject, Transfer):
        return subject.get_absolute_url()
    return ""
