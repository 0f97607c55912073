"""What is told of a project beside its transfers, read in one statement: lessons with what others say to
them, and notes on its origin."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from knowledge.models import Lesson, LessonEcho, OriginNote, Transfer
from projects.json_rows import has_read, listed, made_of, rows_of
from projects.models import Project, Source
from projects.prepared import PreparedForAll, Row
from projects.reading import newest_first
from projects.readings import Reading

ENDS = ("project", "transfer__source", "transfer__target")  # it has learned itself, from giving, from taking
LESSON = ("id", "transfer_id", "kind", "phase", "text", "said_by")
ECHO = ("id", "lesson_id", "kind", "district_id", "sentence", "state")
NOTE = ("id", "kind", "text")
SOURCE = ("url", "document", "published_year")


class Told(NamedTuple):
    lessons: list[Lesson]
    notes: list[OriginNote]


def told_of(project: Project, user: Any) -> Reading[Told]:
    """Published lessons of the project and of its transfers that the user may see, and its origin notes."""
    [row] = _visible.of(user).found([project.pk])
    return Reading(row, partial(_told, row))


def _told(row: Row) -> Told:
    *learned, notes, sources = map(listed, row)
    lessons, echoes = learned[: len(ENDS)], learned[len(ENDS) :]
    return Told(_lessons(chain(*lessons), made_of(LessonEcho, chain(*echoes))), _notes(notes, sources))


def _by_key(user: Any, keys: Sequence[int]) -> QuerySet[Any, Any]:
    notes = OriginNote.objects.filter(project=OuterRef("pk"))
    behind = OriginNote.sources.through._default_manager.filter(originnote__project=OuterRef("pk"))
    sources = {name: f"source__{name}" for name in SOURCE}
    return Project.objects.filter(pk__in=keys).values_list(
        *(_learned(user, end) for end in ENDS),
        *(_echoed(end) for end in ENDS),
        rows_of(notes, "project", *NOTE),
        rows_of(behind, "originnote__project", note="originnote", id="source", **sources),
    )


def _learned(user: Any, end: str) -> Subquery:
    lessons = Lesson.objects.visible_to(user).published().filter(**{end: OuterRef("pk")})
    return rows_of(lessons, end, *LESSON)


def _echoed(end: str) -> Subquery:
    echoes = LessonEcho.objects.published().filter(**{f"lesson__{end}": OuterRef("pk")})
    return rows_of(echoes, f"lesson__{end}", *ECHO)


def _lessons(rows: Iterable[Mapping[str, Any]], echoes: Sequence[LessonEcho]) -> list[Lesson]:
    lessons = sorted(made_of(Lesson, rows), key=lambda lesson: (lesson.kind, lesson.pk))
    for lesson in lessons:
        own = [echo for echo in echoes if echo.lesson_id == lesson.pk]
        has_read(lesson, "echoes", sorted(own, key=lambda echo: echo.pk))
        if lesson.transfer_id:
            lesson.transfer = Transfer(pk=lesson.transfer_id)
    return lessons


def _notes(rows: Iterable[Mapping[str, Any]], sources: Sequence[Mapping[str, Any]]) -> list[OriginNote]:
    notes = sorted(made_of(OriginNote, rows), key=lambda note: note.pk)
    for note in notes:
        own = made_of(Source, [row for row in sources if row["note"] == note.pk])
        has_read(note, "sources", sorted(own, key=newest_first))
    return notes


_visible = PreparedForAll(_by_key)
