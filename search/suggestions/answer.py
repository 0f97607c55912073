"""What is suggested for the beginning of a question: rows that everyone may see at this moment."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from haystack import connections

from projects.choices import State
from projects.models import Project, Tag, Topic
from projects.vocabulary import vocabulary
from search.query.parse import clean
from search.query.tree import FORMS, Term
from search.suggestions.found import found

MOST = 8
SHORTEST = 2  # letters typed


class Kind(NamedTuple):
    """A kind of suggestion: its name for machines, for one, for several, and how many at most."""

    name: str
    one: Promise
    several: Promise
    most: int


KINDS = (
    Kind("project", _("Project"), _("Projects"), 4),
    Kind("topic", _("Topic"), _("Topics"), 2),
    Kind("district", _("District"), _("Districts"), 2),
    Kind("tag", _("Tag"), _("Tags"), 2),
    Kind("word", _("Word"), _("Words"), 3),
)


class Suggestion(NamedTuple):
    """What is shown, and where it leads."""

    label: str
    url: str


def suggest(text: str) -> dict[str, Any]:
    """The groups of suggestions for what was typed so far, and how many there are, in words."""
    words = clean(text)
    suggested = _found(words) if len(words) >= SHORTEST else {}
    groups, left = [], MOST
    for kind in KINDS:
        shown = suggested.get(kind.name, [])[: min(left, kind.most)]
        left -= len(shown)
        if shown:
            groups.append(_group(kind, shown))
    number = MOST - left
    status = ngettext("%(n)d suggestion", "%(n)d suggestions", number) % {"n": number} if number else ""
    return {"q": words, "count": number, "status": status, "groups": groups}


def _group(kind: Kind, shown: Iterable[Suggestion]) -> dict[str, Any]:
    suggestions = [{"label": one.label, "kind": str(kind.one), "url": one.url} for one in shown]
    return {"kind": kind.name, "label": str(kind.several), "suggestions": suggestions}


def _found(words: str) -> dict[str, list[Suggestion]]:
    keys_by_kind = found(words, {kind.name: 2 * kind.most for kind in KINDS})  # some may be hidden since
    suggested: dict[str, list[Suggestion]] = {}
    for kind in KINDS:
        keys = keys_by_kind.get(kind.name, ())
        shown = _shown(kind.name, keys) if keys else {}
        taken = {one.label.lower() for others in suggested.values() for one in others}
        suggested[kind.name] = [
            shown[key] for key in keys if key in shown and not (kind.name == "word" and key in taken)
        ]
    return suggested


def _shown(kind: str, keys: Sequence[Any]) -> Mapping[Any, Suggestion]:
    """Those of the keys that everyone may see now; at most one query."""
    match kind:
        case "project":
            rows: Iterable[Any] = Project.objects.published().filter(pk__in=keys).only("slug", "title")
            return {row.pk: Suggestion(row.title, row.get_absolute_url()) for row in rows}
        case "topic":
            rows = Topic.objects.filter(pk__in=keys, projects__state=State.PUBLISHED).distinct()
            return {row.pk: Suggestion(row.name, row.get_absolute_url()) for row in rows}
        case "district":
            districts = vocabulary().districts
            return {key: Suggestion(districts[key].name, districts[key].get_absolute_url()) for key in keys}
        case "tag":
            is_open = {"project_links__content_object__state": State.PUBLISHED}
            rows = Tag.objects.filter(pk__in=keys, **is_open).distinct()
            return {row.pk: Suggestion(row.name, _catalogue(tag=row.slug)) for row in rows}
    return {word: Suggestion(word, _catalogue(q=word)) for word in keys if _is_in_use(word)}


def _catalogue(**parameters: str) -> str:
    return f"{reverse('search:catalogue')}?{urlencode(parameters)}"


def _is_in_use(word: str) -> bool:
    """Whether a text that is in the index now holds the word."""
    try:
        return bool(connections["default"].get_backend().at_once().holds(Term(word, FORMS)))
    except Exception:  # a damaged index may raise anything: then no word is suggested
        return False
