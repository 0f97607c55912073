"""Who may do what with transfers and lessons."""

from typing import Any

import rules

from knowledge.choices import LessonState
from people.permissions import allow, is_curator, let_curators_edit
from projects.permissions import is_involved

let_curators_edit("knowledge", "transfer", delete=False)  # retracted ones stay in the history
let_curators_edit("knowledge", "adaptation", "confirmation", "originnote", "lesson")

for _model in ("lessonecho", "lessonwording", "interest", "transferstep"):
    rules.add_perm(f"knowledge.view_{_model}", is_curator)


@rules.predicate
def has_told(user: Any, lesson: Any) -> bool:
    return bool(lesson and user.pk and lesson.submitted_by_id == user.pk)


@rules.predicate
def is_there(user: Any, lesson: Any) -> bool:
    """What was removed stays as it was; a member may publish it again."""
    return bool(lesson and lesson.state != LessonState.REMOVED)


allow("knowledge.reword_lesson", (is_curator | has_told) & is_there)
allow("knowledge.settle_origin", is_curator & ~is_involved)
