"""Every change that touches what an entry shows is owed to the index. All signal receivers live here."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver

from districts.models import District, Quarter
from knowledge.models import Lesson, Transfer
from outbox.actions import owe
from projects.choices import Scope
from projects.models import (
    Organisation,
    Project,
    Reach,
    Sector,
    SupportOffer,
    Tag,
    TaggedProject,
    TagSynonym,
    Topic,
)
from search.upkeep import AT_ONCE


def owe_index(keys: Iterable[int | None]) -> None:
    """Let the index read these projects again after the commit."""
    wanted = sorted({key for key in keys if key})
    for start in range(0, len(wanted), AT_ONCE):
        owe("index", {"projects": wanted[start : start + AT_ONCE]})


def owe_lessons(keys: Iterable[int]) -> None:
    """The same for lessons."""
    wanted = sorted(keys)
    for start in range(0, len(wanted), AT_ONCE):
        owe("index", {"projects": [], "lessons": wanted[start : start + AT_ONCE]})


@receiver([post_save, post_delete], sender=Project)
def project_changed(instance: Project, **signal: Any) -> None:
    owe_index([instance.pk])


@receiver([post_save, post_delete], sender=Reach)
@receiver([post_save, post_delete], sender=SupportOffer)
def part_changed(instance: Reach | SupportOffer, **signal: Any) -> None:
    owe_index([instance.project_id])


@receiver([post_save, post_delete], sender=TaggedProject)
def tag_given(instance: TaggedProject, **signal: Any) -> None:
    owe_index([instance.content_object_id])


@receiver(m2m_changed, sender=Project.topics.through)
@receiver(m2m_changed, sender=Project.sectors.through)
@receiver(m2m_changed, sender=Project.organisations.through)
@receiver(m2m_changed, sender=Project.quarters.through)
def sorted_anew(instance: Model, action: str, reverse: bool, pk_set: set[int] | None, **signal: Any) -> None:
    """From either side: `project.topics.add(topic)` and `topic.projects.clear()` alike."""
    if not reverse and action.startswith("post_"):
        owe_index([instance.pk])
    elif reverse and action in ("post_add", "post_remove"):
        owe_index(pk_set or ())
    elif reverse and action == "pre_clear":
        owe_index(_projects_of(instance))


@receiver([post_save, pre_delete], sender=Topic)
@receiver([post_save, pre_delete], sender=Sector)
@receiver([post_save, pre_delete], sender=Organisation)
@receiver([post_save, pre_delete], sender=Quarter)
@receiver([post_save, pre_delete], sender=Tag)
@receiver([post_save, pre_delete], sender=District)
def renamed_or_gone(instance: Model, **signal: Any) -> None:
    """Their names and slugs stand in every entry that they are on."""
    owe_index(_projects_of(instance))


@receiver([post_save, pre_delete], sender=TagSynonym)
def called_otherwise(instance: TagSynonym, **signal: Any) -> None:
    """Synonyms stand in the entries of their tag."""
    owe_index(_projects_of(instance.tag))


@receiver(pre_save, sender=Transfer)
def transfer_leads_elsewhere(instance: Transfer, **signal: Any) -> None:
    owe_index(Transfer.objects.filter(pk=instance.pk).values_list("source_id", flat=True))


@receiver([post_save, post_delete], sender=Transfer)
def passed_on(instance: Transfer, **signal: Any) -> None:
    """How often an idea was passed on can be sorted by."""
    owe_index([instance.source_id])


@receiver([post_save, post_delete], sender=Lesson)
def lesson_changed(instance: Lesson, **signal: Any) -> None:
    owe_lessons([instance.pk])


@receiver(post_save, sender=Topic)
def lessons_are_about_it(instance: Topic, **signal: Any) -> None:
    """Its name stands in lessons that are about it, not about a project."""
    owe_lessons(instance.lessons.values_list("pk", flat=True))


def _projects_of(row: Model) -> Iterable[int]:
    """The projects whose entries name this row; a new district stands in every city-wide one."""
    if isinstance(row, District):
        within = Q(scope=Scope.CITY) | Q(home_district=row) | Q(reaches__district=row)
    elif isinstance(row, Tag):
        within = Q(tag_links__tag=row)
    else:
        field = {Topic: "topics", Sector: "sectors", Organisation: "organisations", Quarter: "quarters"}
        within = Q(**{field[type(row)]: row})
    return Project.objects.filter(within).values_list("pk", flat=True)
