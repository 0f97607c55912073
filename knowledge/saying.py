"""What groups may say here: a lesson about something, an echo to one; reviewed by the steering group."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.actions import echo_lesson, tell_lesson
from knowledge.forms.lessons import EchoForm, LessonForm
from knowledge.models import Lesson, Transfer
from people.saying import SAYINGS, Saying
from projects.models import Project, Topic


def _saying(
    rows: Callable[[Any], QuerySet[Any]], form: Any, heading: Promise, say: Callable[..., Any], area: str
) -> Saying:
    pages = {"code_page": "knowledge:say-code", "thanks_page": "knowledge:said"}
    context = {"heading": heading, "area": area}
    return Saying(form, say, "knowledge/say.html", **pages, context=context, rows=rows)


LEARNED = _("Pass on what you have learned")
SAYINGS |= {
    "project": _saying(
        lambda user: Project.objects.visible_to(user),
        LessonForm,
        LEARNED,
        lambda project, by, said: tell_lesson(by=by, project=project, **said),
        "projects",
    ),
    "transfer": _saying(
        lambda user: Transfer.objects.whole_to(user).with_ends(user),
        LessonForm,
        LEARNED,
        lambda transfer, by, said: tell_lesson(by=by, transfer=transfer, **said),
        "transfers",
    ),
    "topic": _saying(
        lambda user: Topic.objects.all(),
        LessonForm,
        LEARNED,
        lambda topic, by, said: tell_lesson(by=by, topic=topic, **said),
        "topics",
    ),
    "echo": _saying(
        lambda user: Lesson.objects.visible_to(user).published().for_lists(),
        EchoForm,
        _("How is it with you?"),
        lambda lesson, by, said: echo_lesson(lesson=lesson, by=by, **said),
        "projects",
    ),
}
