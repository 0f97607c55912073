"""What others say to a lesson, in words; nothing where nobody has said anything."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from knowledge.choices import EchoKind, LessonState
from knowledge.models import Lesson, LessonEcho
from projects.vocabulary import vocabulary


class Echoes(NamedTuple):
    """How many say that it is so with them, in a sentence or "", and what some have added in their words."""

    also: str
    sentences: list[str]


def echoes_of(lesson: Lesson) -> Echoes:
    """Of a lesson read `with_echoes()`."""
    shown = [echo for echo in lesson.echoes.all() if echo.state == LessonState.PUBLISHED]
    also = [echo for echo in shown if echo.kind == EchoKind.ALSO]
    return Echoes(_counted(also), [_sentence(echo) for echo in shown if echo.sentence])


def _counted(echoes: list[LessonEcho]) -> str:
    """ "Bei uns auch: 2 Gruppen in Möhringen und Süd"."""
    if not echoes:
        return ""
    groups = ngettext("a group in %(places)s", "%(number)d groups in %(places)s", len(echoes))
    said = groups % {"number": len(echoes), "places": _places(echoes)}
    return _("With us, too: %(groups)s") % {"groups": said}


def _sentence(echo: LessonEcho) -> str:
    """ "Bei uns anders, sagt eine Gruppe in Süd: Niemand kommt abends."."""
    said = {"place": _places([echo]), "sentence": echo.sentence}
    if echo.kind == EchoKind.ALSO:
        return _("With us, too, says a group in %(place)s: %(sentence)s") % said
    return _("Different with us, says a group in %(place)s: %(sentence)s") % said


def _places(echoes: Iterable[LessonEcho]) -> str:
    districts = vocabulary().districts
    names = dict.fromkeys(str(districts[echo.district_id]) for echo in echoes)
    return get_text_list(list(names), _("and"))
