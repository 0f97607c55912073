"""What a hand-out says, as plain data: made of the rows once, then kept with the version that it became."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from handouts.models import ChapterItem, Handout
from knowledge.choices import LessonState, Phase
from knowledge.ends import masked_text
from knowledge.models import Lesson
from projects.choices import State
from projects.models import Project

Content = dict[str, Any]
Item = dict[str, Any]
# Of a project: what an adopter must know, by the names of its fields.
TEXTS = ("core", "flexible", "prerequisites", "results")


def content_of(handout: Handout) -> Content:
    """What the hand-out (read `for_writing()`) would say if it were frozen now, in the site's language."""
    with translation.override(settings.LANGUAGE_CODE):
        chapters = [
            {"title": chapter.title, "items": [_item(item) for item in chapter.items.all()]}
            for chapter in handout.chapters.all()
        ]
        return {"title": handout.title, "introduction": handout.introduction, "chapters": chapters}


def items_of(content: Content) -> Iterator[Item]:
    for chapter in content["chapters"]:
        yield from chapter["items"]


def _item(item: ChapterItem) -> Item:
    if item.lesson:
        return _lesson(item.lesson)
    return _project(item.project) if item.project else {"is": "text", "text": item.text}


def _lesson(lesson: Lesson) -> Item:
    about = _about(lesson)
    return {
        "is": "lesson",
        "lesson": lesson.pk,
        "projects": [project.pk for project in about],
        "kind": str(lesson.get_kind_display()),
        "phase": "" if lesson.phase == Phase.UNKNOWN else str(lesson.get_phase_display()),
        "text": lesson.text,
        "said_by": lesson.said_by,
        "about": " → ".join(map(_titled, about)) or str(lesson.topic or ""),
        "is_shown": lesson.state == LessonState.PUBLISHED and all(map(_is_public, about)),
    }


def _project(project: Project) -> Item:
    return {
        "is": "project",
        "projects": [project.pk],
        "title": project.title,
        "place": project.place_name,
        "address": settings.SITE_URL + project.get_absolute_url(),
        "language": project.language,
        "summary": project.summary,
        "texts": [
            {"label": str(_label(name)), "text": text} for name in TEXTS if (text := getattr(project, name))
        ],
        "is_shown": _is_public(project),
    }


def _about(lesson: Lesson) -> list[Project]:
    if lesson.transfer:
        return [end for end in (lesson.transfer.source, lesson.transfer.target) if end]
    return [lesson.project] if lesson.project else []


def _titled(project: Project) -> str:
    return f"{project.title} ({project.place_name})"


def _is_public(project: Project) -> bool:
    return project.state == State.PUBLISHED


def _label(name: str) -> Any:
    return Project._meta.get_field(name).verbose_name  # type: ignore[union-attr] # a text field


def without(content: Content, *, lessons: Collection[int], projects: Mapping[int, Project]) -> Content:
    """The same, with what may be said in the place of all that has to do with these."""
    with translation.override(settings.LANGUAGE_CODE):
        chapters = [
            chapter | {"items": [_masked(item, lessons, projects) for item in chapter["items"]]}
            for chapter in content["chapters"]
        ]
    return content | {"chapters": chapters}


def _masked(item: Item, lessons: Collection[int], projects: Mapping[int, Project]) -> Item:
    gone = [projects[key] for key in item.get("projects", ()) if key in projects]
    if item["is"] == "project" and gone:
        return {"is": "gone", "text": masked_text(gone[0])}
    if gone or item.get("lesson") in lessons:
        return {"is": "gone", "text": _("a lesson (removed on request)")}
    return item
