"""From the form to what an entry says, and back."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language

from districts.models import District, Quarter
from projects.choices import Language, Scope
from projects.content import Content
from projects.content.comparing import changed_fields
from projects.contributing.forms import EntryForm
from projects.contributing.sources import text_of_sources
from projects.contributing.typed import Typed, checked_form
from projects.contributing.where import ELSEWHERE, Where
from projects.models import Project
from projects.tags import text_of_words

SAME_NAME = (
    "title",
    "summary",
    "description",
    "website",
    "started_year",
    "started_month",
    "ended_year",
    "ended_month",
    "problem",
    "core",
    "flexible",
    "prerequisites",
    "results",
)
CHOICES = ("activity", "people_needed", "hours_needed", "start_cost", "running_cost", "language")


def content_of_form(form: EntryForm, base: Content | None = None) -> Content:
    """What the entry says by a valid form. With a base, what nobody touched stays as it is there, also
    what the form cannot show: the year of a further district, the note of an offer."""
    said = _said(form, base or {})
    if base is None:
        return said
    untouched = checked_form(typed_of(base))
    touched = changed_fields(_said(untouched, base) if untouched.is_valid() else {}, said)
    return base | {field: said[field] for field in touched}


def typed_of(content: Content) -> Typed:
    """What would have to be typed for an entry to say this."""
    typed = {name: [str(content[name])] for name in (*SAME_NAME, *CHOICES) if content.get(name)}
    typed |= {name: [str(key) for key in content.get(name, [])] for name in ("sectors", "topics")}
    typed["offers"] = [row["kind"] for row in content.get("offers", [])]
    typed["organisations"] = ["\n".join(content.get("organisations", []))]
    typed["tags"] = [text_of_words(content.get("tags", []))]
    typed["sources"] = [text_of_sources(content.get("sources", []))]
    return {name: texts for name, texts in (typed | _place_typed(content)).items() if any(texts)}


def _said(form: EntryForm, base: Content) -> Content:
    cleaned, unknown = form.cleaned_data, _unknown()
    content: Content = {name: cleaned[name] for name in SAME_NAME}
    content |= {name: cleaned[name] or unknown[name] for name in CHOICES}
    content |= {name: sorted(row.pk for row in cleaned[name]) for name in ("sectors", "topics")}
    content |= {name: sorted(cleaned[name]) for name in ("organisations", "tags")}
    content["sources"] = cleaned["sources"]
    content["offers"] = _rows("kind", sorted(cleaned["offers"]), base.get("offers", []), note="")
    further = sorted(district.pk for district in form.where.further)
    content["reaches"] = _rows("district", further, base.get("reaches", []), since_year=None)
    return content | form.where.content()


def _rows(name: str, keys: list[Any], known: list[Mapping[str, Any]], **else_: Any) -> list[dict[str, Any]]:
    """One row for each key: what is known of it, else with nothing known."""
    by_key = {row[name]: dict(row) for row in known}
    return [by_key.get(key, {name: key} | else_) for key in keys]


def _unknown() -> dict[str, str]:
    """What a choice says that nobody made."""
    language = get_language()
    written_in = language if language in Language.values else Language.GERMAN.value
    nothing_said = Project()
    return {name: getattr(nothing_said, name) for name in CHOICES} | {"language": written_in}


def _place_typed(content: Content) -> Typed:
    if not content.get("scope"):
        return {}
    place = str(where_of(content))
    if content["scope"] == Scope.OUTSIDE:
        return {"place": [place], "place_about": [place], "place_answer": [ELSEWHERE]}
    return {"place": [place]}


def where_of(content: Content) -> Where:
    """The place of a content; rows that are gone are passed over."""
    keys = [content["home_district"], *(row["district"] for row in content.get("reaches", []))]
    districts = District.objects.in_bulk([key for key in keys if key])
    quarters = Quarter.objects.select_related("district").filter(pk__in=content.get("quarters", []))
    return Where(
        Scope(content["scope"]),
        districts.get(keys[0]),
        tuple(districts[key] for key in keys[1:] if key in districts),
        tuple(quarters),
        content.get("place", ""),
    )
