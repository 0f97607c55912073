"""What the group decides about, and where."""

from typing import Any

from django.urls import reverse

from editorial.models import TopicProposal
from handouts.models import Handout
from knowledge.models import Interest, Lesson, LessonEcho, Transfer
from needs.models import Need
from projects.models import Project, Tag, Topic


def page_of(subject: Any) -> str:
    """The page of the desk for this subject; "" where there is none, or the subject is gone."""
    if isinstance(subject, Project):
        return reverse("editorial:entry", args=[subject.slug])
    if isinstance(subject, Tag):
        return reverse("editorial:tag", args=[subject.slug])
    if isinstance(subject, Topic):
        return reverse("editorial:topic", args=[subject.slug])
    if isinstance(subject, Handout):
        return reverse("editorial:handout", args=[subject.slug])
    if isinstance(subject, Lesson):
        return reverse("editorial:lesson", args=[subject.pk])
    if isinstance(subject, LessonEcho):
        return reverse("editorial:echo", args=[subject.pk])
    if isinstance(subject, Interest):
        return reverse("editorial:interest", args=[subject.pk])
    if isinstance(subject, Need):
        return reverse("editorial:need", args=[subject.pk])
    if isinstance(subject, Transfer):
        return reverse("editorial:transfer", args=[subject.pk])
    if isinstance(subject, TopicProposal):
        return subject.get_absolute_url()
    return ""
