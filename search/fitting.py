""" "Passt das zu uns?": what a group has of what a project needs, and who solved before what is missing."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from knowledge.models import Adaptation, Lesson, Transfer
from projects.models import Project
from search.helping_on import analysis_now, terms_of


class Reply(TextChoices):
    """The values stand in addresses."""

    YES = "ja", pgettext_lazy("do you have it?", "yes")
    NO = "nein", pgettext_lazy("do you have it?", "not yet")
    UNSURE = "weiss-nicht", _("we do not know")


class Question(NamedTuple):
    """One thing that is needed, the name of its field, and what was answered ("" for nothing)."""

    name: str
    thing: str
    reply: str


class Missing(NamedTuple):
    """What a group lacks, with what others did about it and learned from it."""

    thing: str
    adaptations: list[Adaptation]
    lessons: list[Lesson]


def questions_on(things: Sequence[str], typed: Mapping[str, str]) -> list[Question]:
    """A question for each thing, with the reply that was typed; what is no reply counts as none."""
    replies = (typed.get(f"v{number}", "") for number in range(1, len(things) + 1))
    return [
        Question(f"v{number}", thing, reply if reply in Reply.values else "")
        for number, (thing, reply) in enumerate(zip(things, replies, strict=True), start=1)
    ]


def solved_before(project: Project, things: Sequence[str], user: Any) -> list[Missing]:
    """For each thing what adopters of the project did about it, as far as this user may read it."""
    analysis = analysis_now()
    transfers = Transfer.objects.whole_to(user).counted().filter(source=project)
    adaptations = list(Adaptation.objects.filter(transfer__in=transfers).select_related("transfer"))
    told = Lesson.objects.visible_to(user).published()
    lessons = list(told.filter(project=project) | told.filter(transfer__in=transfers))

    def on(thing: str, rows: Sequence[Any], text: Any) -> list[Any]:
        wanted = terms_of([thing], analysis)
        return [row for row in rows if wanted & terms_of([text(row)], analysis)]

    return [
        Missing(
            thing,
            on(thing, adaptations, lambda row: f"{row.element} {row.reason} {row.result}"),
            on(thing, lessons, lambda row: row.text),
        )
        for thing in things
    ]
