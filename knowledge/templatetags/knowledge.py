"""What travels, in templates. Everything here shows only what the visitor may see, or nothing."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from districts.models import District
from knowledge import echo_wording, ends, wording
from knowledge.choices import LessonKind
from knowledge.counts import number_at
from knowledge.family.figures import passed_on_by
from knowledge.ideas import ideas_for
from knowledge.learned import lessons_by_project
from knowledge.lineage import lineage_in
from knowledge.models import Lesson, Transfer
from knowledge.open_parts import open_parts
from knowledge.origins import open_origin
from knowledge.querysets import TransferQuerySet
from knowledge.reading import listed_by
from knowledge.steps import steps_of as read_steps
from knowledge.told import Told
from knowledge.told import told_of as read_told
from knowledge.travel_map import travel_map as map_of_transfers
from projects.models import Project, Topic
from projects.places import all_places
from projects.readings import Reading

register = template.Library()

for reading in (
    ends.source_end,
    ends.target_end,
    ends.is_whole,
    ends.title_of,
    ends.taken_from,
    ends.passed_on_to,
    wording.years_of,
    wording.outcome_of,
    wording.certainty_of,
    wording.adaptations_of,
    echo_wording.echoes_of,
    open_parts,
):
    register.filter(reading.__name__, reading)

MOST_OF_A_PERSON = 50
IDEAS_OF_A_DISTRICT = 3  # they have a page of their own
MOST_OF_A_DISTRICT = 8  # the page of all transfers has the rest
ICONS = {
    LessonKind.WORKS: "check-circle",
    LessonKind.FAILS: "no-symbol",
    LessonKind.PITFALL: "exclamation-triangle",
    LessonKind.TIP: "light-bulb",
}


def _transfers(context: template.Context) -> TransferQuerySet:
    """All transfers of the visitor's sight that figures count."""
    return Transfer.objects.visible_to(context["request"].user).counted()


@register.inclusion_tag("knowledge/travel_map.html", takes_context=True)
def travel_map(context: template.Context) -> dict[str, Any]:
    """The hex map of all transfers with arcs, its legend and tables."""
    return {"map": map_of_transfers(context["request"].user)}


@register.simple_tag(takes_context=True)
def told_of(context: template.Context, project: Project) -> Reading[Told]:
    """What the project and its adopters have learned, and notes on its origin, in one query."""
    return read_told(project, context["request"].user)


@register.simple_tag(takes_context=True)
def learned_about(context: template.Context, projects: Iterable[Project]) -> dict[int, list[Lesson]]:
    """What was learned about each of these projects, by its key, in one query."""
    return lessons_by_project(projects, context["request"].user)


@register.filter
def of(learned: dict[int, list[Lesson]], project: Project) -> list[Lesson]:
    """The part that is about this project."""
    return learned.get(project.pk, [])


@register.simple_tag(takes_context=True)
def steps_of(context: template.Context, project: Project) -> Reading[list[Transfer]]:
    """The transfers of its family, in one query: what Der Weg der Idee is made of."""
    return read_steps(project, context["request"].user)


@register.inclusion_tag("knowledge/lessons.html", takes_context=True)
def lessons_on_topic(context: template.Context, topic: Topic) -> dict[str, Any]:
    """What was learned on a topic, in two queries."""
    user = context["request"].user
    visible = Lesson.objects.visible_to(user).published().with_echoes()
    return {"lessons": list(visible.filter(topic=topic)), "user": user}


@register.inclusion_tag("knowledge/own_lessons.html", takes_context=True)
def own_lessons(context: template.Context) -> dict[str, Any]:
    """What the visitor has told, in one query; nothing where there is none."""
    told = Lesson.objects.told_by(context["request"].user)
    return {"lessons": told.select_related("project", "topic").order_by("-created_at")}


@register.inclusion_tag("knowledge/lineage.html")
def lineage_of(project: Project, steps: Reading[list[Transfer]]) -> dict[str, Any]:
    """Der Weg der Idee in short: where it came from, where it went, how often it was passed on."""
    return {
        "project": project,
        "lineage": lineage_in(steps.value, project.pk),
        "passed_on": passed_on_by(steps.value, project.pk, all_places()),
    }


@register.inclusion_tag("knowledge/origin_offer.html", takes_context=True)
def origin_offer(context: template.Context, project: Project) -> dict[str, Any]:
    """What was told about the origin and still waits, for a member who may settle it; in two queries."""
    may_settle = context["request"].user.has_perm("knowledge.settle_origin", project)
    return {"project": project, "told": open_origin(project) if may_settle else None}


@register.inclusion_tag("knowledge/sharing/mine.html", takes_context=True)
def shared_transfers(context: template.Context) -> dict[str, Any]:
    """The pages that somebody who is signed in shares with others, in one query."""
    user = context["request"].user
    shared = Transfer.objects.shared_by(user).with_ends(user).order_by("-updated_at", "-pk")
    return {"transfers": list(shared[:MOST_OF_A_PERSON])}


@register.inclusion_tag("knowledge/sharing/offer.html", takes_context=True)
def offer_to_link(context: template.Context) -> dict[str, Any]:
    """The pages on which somebody, as a group, can name the project that has come of it, in one query."""
    shared = Transfer.objects.shared_by(user := context["request"].user).filter(target=None)
    return {"transfers": list(shared.filter(groups__by=user).select_related("source"))}


@register.inclusion_tag("knowledge/of_district.html", takes_context=True)
def transfers_of_district(context: template.Context, district: District) -> dict[str, Any]:
    """What a district took over and what it passed on, in four queries; of many, how many there are."""
    visible, user = _transfers(context), context["request"].user
    into, out_of = (
        list(some.values_list("pk", flat=True)[: MOST_OF_A_DISTRICT + 1])
        for some in (visible.into(district), visible.out_of(district))
    )
    found = {one.pk: one for one in listed_by([*{*into, *out_of}], user)}
    number = number_at(district, user) if found else 0
    return {
        "district": district,
        "into": [found[key] for key in into[:MOST_OF_A_DISTRICT]],
        "out_of": [found[key] for key in out_of[:MOST_OF_A_DISTRICT]],
        "number": number if max(len(into), len(out_of)) > MOST_OF_A_DISTRICT else 0,
    }


@register.inclusion_tag("knowledge/ideas_of_district.html", takes_context=True)
def ideas_of_district(
    context: template.Context, district: District, neighbours: Iterable[District]
) -> dict[str, Any]:
    """The first ideas for a district with their reasons; without any, what its neighbours do."""
    found = ideas_for(district, neighbours, most=IDEAS_OF_A_DISTRICT + 1)
    return {
        "request": context["request"],
        "district": district,
        "neighbours": neighbours,
        "ideas": found[:IDEAS_OF_A_DISTRICT],
        "has_more": len(found) > IDEAS_OF_A_DISTRICT,
    }


@register.filter
def as_link(end: ends.End) -> SafeString:
    """An end of a transfer for a page: a link if it may be seen, else what may be said of it."""
    if end.project is None:
        return format_html("{}", end.text)
    project = end.project
    link = format_html(
        '<a href="{}" lang="{}">{}</a>', project.get_absolute_url(), project.language, end.text
    )
    return format_html('{} <span class="meta">({})</span>', link, end.state) if end.state else link


@register.filter
def lesson_icon(kind: str) -> str:
    """The icon of a kind of lesson."""
    return ICONS[LessonKind(kind)]
