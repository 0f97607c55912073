"""Lessons as results of a search, read in one prepared statement: what everyone may read of these."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.db.models import QuerySet

from knowledge.models import Lesson, Transfer
from projects.json_rows import made_of
from projects.models import Project, Topic
from projects.prepared import Prepared, Row
from projects.readings import Reading
from projects.vocabulary import vocabulary

OWN = ("id", "kind", "phase", "text", "said_by", "project_id", "transfer_id", "topic_id")
PROJECT = ("id", "title", "slug", "language")
COLUMNS = (*OWN, *(f"project__{name}" for name in PROJECT))


def shown_lessons(keys: Sequence[int]) -> dict[int, Reading[Lesson]]:
    """Those of the lessons with these keys that everyone may read now, with what they are about."""
    topics = vocabulary().topics
    return {row[0]: Reading(row, partial(_lesson, row, topics)) for row in _shown.found(keys)}


def _lesson(found: Row, topics: Mapping[int, Topic]) -> Lesson:
    [values] = _shown.read([found])
    row = dict(zip(COLUMNS, values, strict=True))
    [lesson] = made_of(Lesson, [row])
    if lesson.project_id:
        [lesson.project] = made_of(Project, [{name: row[f"project__{name}"] for name in PROJECT}])
    if lesson.transfer_id:
        lesson.transfer = Transfer(pk=lesson.transfer_id)
    if topic := topics.get(lesson.topic_id or 0):
        lesson.topic = topic
    return lesson


def _by_key(keys: Sequence[int]) -> QuerySet[Any, Any]:
    return Lesson.objects.visible_to(None).filter(pk__in=keys).order_by().values_list(*COLUMNS)


_shown = Prepared(_by_key)
