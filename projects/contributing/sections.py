"""How the form is laid out: the five fields first, then friendly sections that nobody has to open."""

from collections.abc import Iterator
from typing import NamedTuple

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.contributing.forms import EntryForm

UNKNOWN = {"unknown", "nicht-bekannt"}


class Section(NamedTuple):
    """Some fields under one heading."""

    name: str
    title: Promise
    intro: Promise
    fields: tuple[str, ...]
    is_for_new_entries: bool = False


class ShownSection(NamedTuple):
    """A section with its fields, open if there is something in it to see."""

    name: str
    title: str
    intro: str
    fields: list[BoundField]
    is_open: bool


SECTIONS = (
    Section(
        "mehr",
        _("How it works, and what came of it"),
        _("So that others get a picture of it."),
        ("description", "problem", "results"),
    ),
    Section(
        "nachmachen",
        _("For others who want to do it too"),
        _("What somebody must know who wants to take the idea over."),
        (
            "core",
            "flexible",
            "prerequisites",
            "people_needed",
            "hours_needed",
            "start_cost",
            "running_cost",
            "offers",
        ),
    ),
    Section(
        "zeit",
        _("Since when, and is it still running?"),
        _("Estimates help, too."),
        ("activity", "started_year", "started_month", "ended_year", "ended_month"),
    ),
    Section(
        "wer",
        _("Who stands behind it, and where one can read more"),
        _("So that others find the project and can see for themselves."),
        ("organisations", "website", "sources", "tags", "language"),
    ),
    Section(
        "herkunft",
        _("Where did the idea come from?"),
        _("Taking an idea over is welcome here: it shows that it is a good one."),
        ("origin_kind", "origin_project", "origin_text", "origin_url"),
        is_for_new_entries=True,
    ),
)


def sections_of(form: EntryForm, *, is_new: bool) -> Iterator[ShownSection]:
    """The optional sections for a new entry or for one that is changed."""
    for section in SECTIONS:
        if is_new or not section.is_for_new_entries:
            fields = [form[name] for name in section.fields]
            yield ShownSection(
                section.name,
                str(section.title),
                str(section.intro),
                fields,
                any(_is_filled(field) or (form.is_bound and field.errors) for field in fields),
            )


def _is_filled(field: BoundField) -> bool:
    """Whether somebody has said something there; a list shows "not known" of itself."""
    value = field.value()
    return field.name != "language" and bool(value) and not (isinstance(value, str) and value in UNKNOWN)
