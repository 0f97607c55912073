"""What was learned about several projects at once, for those who put them side by side or print them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from knowledge.models import Lesson
from projects.models import Project


def lessons_by_project(projects: Iterable[Project], user: Any) -> dict[int, list[Lesson]]:
    """The published lessons of each project, also on how it was taken over, by its key; in one query."""
    keys = {project.pk for project in projects}
    found: dict[int, list[Lesson]] = defaultdict(list)
    if not keys:
        return found
    seen = Lesson.objects.visible_to(user).published().about_any(keys).select_related("transfer")
    for lesson in seen:
        for key in keys & _about(lesson):
            found[key].append(lesson)
    return found


def _about(lesson: Lesson) -> set[int | None]:
    """The keys of the projects that a lesson is about."""
    ends = (lesson.transfer.source_id, lesson.transfer.target_id) if lesson.transfer else ()
    return {lesson.project_id, *ends}
