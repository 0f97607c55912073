"""A few projects side by side: chosen in the address, compared row by row."""

from collections.abc import Iterable
from typing import NamedTuple

from django.http import QueryDict
from django.utils.text import capfirst

from projects.facts import Fact, facts_of
from projects.markdown import render_markdown
from projects.models import Project, SupportOffer
from projects.querysets import ProjectQuerySet

PARAMETER = "projekt"
MOST_KEPT = 30
FEWEST_COMPARED, MOST_COMPARED = 2, 4
TEXTS = ("problem", "core", "flexible", "prerequisites", "results")


class Cell(NamedTuple):
    """What a project says in a row; empty where nothing is known."""

    project: Project
    value: str


class Row(NamedTuple):
    """One thing that is known of at least one of the projects."""

    label: str
    cells: list[Cell]


def chosen(data: QueryDict, visible: ProjectQuerySet, most: int) -> list[Project]:
    """The projects that an address names, each once, in its order; what is not there is passed over."""
    slugs = list(dict.fromkeys(data.getlist(PARAMETER)))[:most]
    found = {project.slug: project for project in visible.for_page().filter(slug__in=slugs)}
    return [found[slug] for slug in slugs if slug in found]


def compared(projects: list[Project]) -> list[Row]:
    """Rows to read across; of what no project says anything there is no row."""
    known = [(project, {fact.label: fact.value for fact in all_facts(project)}) for project in projects]
    labels = dict.fromkeys(label for _project, facts in known for label in facts)
    return [Row(label, [Cell(project, facts.get(label, "")) for project, facts in known]) for label in labels]


def all_facts(project: Project) -> list[Fact]:
    """What is known of a project, short things first; texts are clean HTML."""
    summary = Fact(_label("summary"), project.summary)
    return [summary, *short_facts(project), *texts_of(project)]


def short_facts(project: Project) -> list[Fact]:
    """What is said in a few words; only what is known."""
    sorted_under = [
        Fact(_label("topics"), _joined(project.topics.all())),
        Fact(capfirst(str(SupportOffer._meta.verbose_name_plural)), _joined(project.support_offers.all())),
    ]
    return [*(fact for fact in sorted_under if fact.value), *facts_of(project)]


def texts_of(project: Project) -> list[Fact]:
    """The texts for those who want to do the same, as clean HTML; only those that are there."""
    texts = ((name, getattr(project, name)) for name in TEXTS)
    return [Fact(_label(name), render_markdown(text, top_level=4)) for name, text in texts if text]


def _joined(values: Iterable[object]) -> str:
    return ", ".join(map(str, values))


def _label(name: str) -> str:
    return capfirst(str(getattr(Project._meta.get_field(name), "verbose_name", name)))
