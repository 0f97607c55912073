"""What anybody may say once their address is confirmed: a lesson about something, an echo to one."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.actions import echo_lesson, tell_lesson
from knowledge.forms.lessons import EchoForm, LessonForm
from knowledge.models import Lesson, Transfer
from projects.models import Project, Topic


class Saying(NamedTuple):
    """One kind: what it is said to, as far as this user sees it, how it is asked for, and the verb."""

    rows: Callable[[Any], QuerySet[Any]]
    form: Any
    heading: Promise
    say: Callable[..., Any]  # takes what it is said to, who says it, and what the form calls `said`


SAYINGS = {
    "project": Saying(
        lambda user: Project.objects.visible_to(user),
        LessonForm,
        _("Pass on what you have learned"),
        lambda project, by, said: tell_lesson(by=by, project=project, **said),
    ),
    "transfer": Saying(
        lambda user: Transfer.objects.whole_to(user).with_ends(user),
        LessonForm,
        _("Pass on what you have learned"),
        lambda transfer, by, said: tell_lesson(by=by, transfer=transfer, **said),
    ),
    "topic": Saying(
        lambda user: Topic.objects.all(),
        LessonForm,
        _("Pass on what you have learned"),
        lambda topic, by, said: tell_lesson(by=by, topic=topic, **said),
    ),
    "echo": Saying(
        lambda user: Lesson.objects.visible_to(user).published().for_lists(),
        EchoForm,
        _("How is it with you?"),
        lambda lesson, by, said: echo_lesson(lesson=lesson, by=by, **said),
    ),
}
