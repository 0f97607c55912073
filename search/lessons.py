"""Lessons as results of a kind of their own. Their index is theirs alone: the catalogue counts projects."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from haystack import connections
from haystack.query import SearchQuerySet
from haystack.utils import get_identifier

from knowledge.models import Lesson
from knowledge.results import shown_lessons
from projects.readings import Reading
from search.asked import PER_PAGE, Asked
from search.healing import noticed
from search.understanding import understand

INDEX = "lessons"  # the connection
MOST_BESIDE = 3


class LessonHit(NamedTuple):
    """A lesson, and the passage for which it was found."""

    read: Reading[Lesson]
    passage: SafeString | None = None

    @property
    def lesson(self) -> Lesson:
        return self.read.value


class Found(NamedTuple):
    total: int = 0
    hits: Sequence[LessonHit] = ()


def lessons_beside(asked: Asked, words: str) -> Found:
    """At most three lessons with all the words, beside the first page of the projects.

    None where the catalogue is narrowed: what was chosen there is said of projects.
    """
    if not words or asked.is_filtered or asked.page > 1:
        return Found()
    return lessons_with(words, most=MOST_BESIDE, with_synonyms=asked.with_synonyms)


def lessons_with(words: str, *, start: int = 0, most: int = PER_PAGE, with_synonyms: bool = True) -> Found:
    """Lessons with all the words as they are spelled, the likeliest first; one statement if there are any.

    If the index cannot answer, the database does: those that hold the words as they stand.
    """
    try:
        return _from_index(words, start, most, with_synonyms)
    except Exception as error:  # a damaged index may raise anything; visitors get their answer
        noticed("Lessons are found by the database", error)
        return _from_database(words, start, most)


def latest_lessons(start: int, most: int) -> Found:
    """All that everyone may read, the latest first."""
    return _of_rows(Lesson.objects.visible_to(None), start, most)


def _from_index(words: str, start: int, most: int, with_synonyms: bool) -> Found:
    source = connections[INDEX].get_backend().at_once()
    question = understand(words, source, literal=True, with_synonyms=with_synonyms).question
    if not source.holds(question.every):  # of most words nobody has told a lesson: no need to look for more
        return Found()
    found = SearchQuerySet(using=INDEX).filter(content=question.every).highlight()
    results = found[start : start + most]
    passages = {int(one.pk): (one.highlighted.get("text") or [None])[0] for one in results}
    shown = shown_lessons([*passages])
    return Found(len(found), [LessonHit(shown[key], passages[key]) for key in passages if key in shown])


def _from_database(words: str, start: int, most: int) -> Found:
    found = Lesson.objects.visible_to(None)
    for word in words.split():
        found = found.filter(text__icontains=word)
    return _of_rows(found, start, most)


def _of_rows(rows: QuerySet[Lesson], start: int, most: int) -> Found:
    keys = list(rows.order_by("-created_at", "-pk").values_list("pk", flat=True)[start : start + most])
    shown = shown_lessons(keys)
    return Found(rows.count(), [LessonHit(shown[key]) for key in keys if key in shown])


def follow(keys: set[int], projects: set[int]) -> None:
    """Let the index know these lessons, and those about these projects, as they are now.

    SearchError if it cannot be written.
    """
    about = Lesson.objects.about_any(projects).values_list("pk", flat=True) if projects else ()
    if not (wanted := keys | {*about}):
        return
    backend: Any = connections[INDEX].get_backend()
    index = connections[INDEX].get_unified_index().get_index(Lesson)
    found = list(index.index_queryset().filter(pk__in=wanted))
    gone = [get_identifier(Lesson(pk=key)) for key in wanted - {lesson.pk for lesson in found}]
    backend.replace(index, found, gone=gone)
