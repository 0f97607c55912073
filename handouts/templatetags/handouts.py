"""Hand-outs, in templates: where a lesson was used, and what can be read on a topic."""

from collections.abc import Sequence
from typing import Any

from django import template

from handouts.models import Handout
from handouts.uses import UsedIn, Uses, all_uses
from knowledge.models import Lesson
from projects.models import Topic

register = template.Library()


@register.simple_tag
def uses_of_lessons() -> Uses:
    """All uses of lessons, kept in memory: to be named before `{% once %}`."""
    return all_uses()


@register.filter
def used_in(lesson: Lesson) -> Sequence[UsedIn]:
    """The hand-outs in which a lesson stands."""
    return all_uses().of(lesson.pk)


@register.inclusion_tag("handouts/on_topic.html")
def handouts_on_topic(topic: Topic) -> dict[str, Any]:
    """What can be read on a topic, in two queries; nothing where there is nothing."""
    return {"handouts": list(Handout.objects.released().filter(topic=topic))}


@register.simple_tag
def has_handouts() -> bool:
    """Whether there is a hand-out to read, in one query."""
    return Handout.objects.released().exists()
