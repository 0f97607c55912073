"""Verbs of the group while it writes a hand-out. Each takes back what was agreed to before."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from handouts.models import Chapter, ChapterItem, Handout
from knowledge.choices import LessonState
from knowledge.models import Lesson
from people.permissions import is_curator
from projects.choices import State
from projects.models import Approval, Project, Topic


@transaction.atomic
def begin(*, title: str, by: Any, topic: Topic | None = None) -> Handout:
    """Open a hand-out with a first chapter."""
    _must_be_curator(by)
    made = Handout(title=title.strip(), topic=topic)
    made.full_clean(exclude=["slug"])
    made.save()
    made.writers.add(by)
    Chapter.objects.create(handout=made, title=_("What we have learned"), position=1)
    return made


@transaction.atomic
def describe(*, handout: Handout, by: Any, title: str, introduction: str, topic: Topic | None) -> Handout:
    """Say what it is called, what it is about, and to which topic it belongs."""
    stored = written_by(by, handout)
    stored.title, stored.introduction, stored.topic = title.strip(), introduction.strip(), topic
    stored.full_clean()
    stored.save()
    return stored


@transaction.atomic
def add_chapter(*, handout: Handout, by: Any, title: str) -> Chapter:
    stored = written_by(by, handout)
    made = Chapter(handout=stored, title=title.strip(), position=_last(stored.chapters) + 1)
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def rename_chapter(*, chapter: Chapter, by: Any, title: str) -> Chapter:
    written_by(by, chapter.handout)
    chapter.title = title.strip()
    chapter.full_clean()
    chapter.save()
    return chapter


@transaction.atomic
def move_chapter(*, chapter: Chapter, by: Any, up: bool) -> None:
    """Let it change places with the one before or after it; at the end nothing happens."""
    stored = written_by(by, chapter.handout)
    _exchange(list(stored.chapters.all()), chapter, up=up)


@transaction.atomic
def remove_chapter(*, chapter: Chapter, by: Any) -> None:
    """Take an empty chapter out. ValidationError while something stands in it."""
    written_by(by, chapter.handout)
    if chapter.items.exists():
        raise ValidationError(_("Something stands in this chapter. Please move it or take it out first."))
    chapter.delete()


@transaction.atomic
def collect(
    *, chapter: Chapter, by: Any, lesson: Lesson | None = None, project: Project | None = None
) -> ChapterItem:
    """Put a lesson or a project at the end of a chapter; what stands there already stays where it is.

    ValidationError for what is not published.
    """
    written_by(by, chapter.handout)
    there = chapter.items.filter(lesson=lesson, project=project, text="").first()
    if there:
        return there
    is_hidden = (lesson and lesson.state != LessonState.PUBLISHED) or (
        project and project.state != State.PUBLISHED
    )
    if is_hidden:
        raise ValidationError(_("Only what is published can stand in a hand-out."))
    return _added(chapter, lesson=lesson, project=project)


@transaction.atomic
def add_text(*, chapter: Chapter, by: Any, text: str) -> ChapterItem:
    """Put words of the group's own at the end of a chapter."""
    written_by(by, chapter.handout)
    return _added(chapter, text=text.strip())


@transaction.atomic
def rewrite(*, item: ChapterItem, by: Any, text: str) -> ChapterItem:
    """Other words of the group's own."""
    written_by(by, item.chapter.handout)
    item.text = text.strip()
    item.full_clean()
    item.save()
    return item


@transaction.atomic
def move_item(*, item: ChapterItem, by: Any, up: bool) -> None:
    """Let it change places with its neighbour; from the edge of a chapter it goes into the next one."""
    handout = written_by(by, item.chapter.handout)
    if _exchange(list(item.chapter.items.all()), item, up=up):
        return
    chapters = list(handout.chapters.all())
    place = chapters.index(item.chapter) + (-1 if up else 1)
    if not 0 <= place < len(chapters):
        return
    item.chapter = chapters[place]
    others = list(chapters[place].items.all())
    item.full_clean()  # it may stand there already
    item.save()
    _number([*others, item] if up else [item, *others])


@transaction.atomic
def remove_item(*, item: ChapterItem, by: Any) -> None:
    """Take it out of the hand-out; the lesson or project itself stays."""
    written_by(by, item.chapter.handout)
    item.delete()


def written_by(by: Any, handout: Handout) -> Handout:
    """The stored hand-out under a lock: whoever changes it writes along, and nothing is agreed to any more.

    PermissionDenied for anyone but a curator.
    """
    _must_be_curator(by)
    stored = Handout.objects.select_for_update(of=("self",)).get(pk=handout.pk)
    stored.writers.add(by)
    stored.proposed_at = None
    stored.save()
    Approval.objects.about(stored).delete()
    return stored


def _added(chapter: Chapter, **thing: Any) -> ChapterItem:
    made = ChapterItem(chapter=chapter, position=_last(chapter.items) + 1, **thing)
    made.full_clean()
    made.save()
    return made


def _last(rows: Any) -> int:
    return max((row.position for row in rows.all()), default=0)


def _exchange(rows: list[Any], row: Any, *, up: bool) -> bool:
    """Whether there was a neighbour to change places with."""
    here = rows.index(row)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(rows):
        return False
    rows[here], rows[there] = rows[there], rows[here]
    _number(rows)
    return True


def _number(rows: Sequence[Any]) -> None:
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            row.save()


def _must_be_curator(by: Any) -> None:
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
