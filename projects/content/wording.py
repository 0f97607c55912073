"""A content in words, line by line as people read it, and what differs between two contents."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.models import District, Quarter
from projects.choices import Scope, SupportKind
from projects.content import Content
from projects.content.comparing import changed_fields
from projects.facts import month_and_year
from projects.models import Project, Sector, Topic

NamesByKey = dict[int, str]


class Names:
    """The names of the rows that some contents point to, in five queries at most."""

    def __init__(self, *contents: Content) -> None:
        self.districts = _names(District, [key for content in contents for key in _districts_of(content)])
        self.quarters = _names(Quarter, _keys(contents, "quarters"))
        self.sectors = _names(Sector, _keys(contents, "sectors"))
        self.topics = _names(Topic, _keys(contents, "topics"))


class Line(NamedTuple):
    """One line of an entry: what it is called, the fields that it shows, and how it says them."""

    label: str | Promise
    fields: tuple[str, ...]
    say: Callable[[Content, Names], str]


class Change(NamedTuple):
    """One line that two contents say differently."""

    label: str
    fields: tuple[str, ...]
    before: str
    after: str


def changes_between(before: Content, after: Content, names: Names | None = None) -> list[Change]:
    """The lines that differ, in the order of an entry; what `after` leaves out is none of them."""
    names = names or Names(before, after)
    fields = set(changed_fields(before, after))
    whole = before | after
    return [
        Change(str(line.label), line.fields, line.say(before, names), line.say(whole, names))
        for line in LINES
        if fields & {*line.fields}
    ]


def _keys(contents: Iterable[Content], field: str) -> list[int]:
    return [key for content in contents for key in content.get(field, [])]


def _districts_of(content: Content) -> Iterable[int]:
    home = content.get("home_district")
    return [*([home] if home else []), *(row["district"] for row in content.get("reaches", []))]


def _names(model: Any, keys: list[int]) -> NamesByKey:
    return dict(model.objects.filter(pk__in=keys).values_list("pk", "name")) if keys else {}


def _named(keys: Iterable[int], names: NamesByKey) -> str:
    """Names in the order of the alphabet; a row that is gone leaves a gap that is said."""
    return ", ".join(sorted(names.get(key, _("(no longer there)")) for key in keys))


def _where(content: Content, names: Names) -> str:
    if content.get("scope") != Scope.DISTRICTS:
        return str(content.get("place") or Scope.CITY.label) if content.get("scope") else ""
    home = _named([content["home_district"]], names.districts)
    quarters = _named(content.get("quarters", []), names.quarters)
    return f"{home} ({quarters})" if quarters else home


def _reaches(content: Content, names: Names) -> str:
    rows = content.get("reaches", [])
    return ", ".join(sorted(_with_year(_named([r["district"]], names.districts), r) for r in rows))


def _with_year(text: str, row: dict[str, Any]) -> str:
    year = row.get("since_year") or row.get("published_year")
    return f"{text} ({year})" if year else text


def _offers(content: Content, names: Names) -> str:
    labels = dict(SupportKind.choices)
    return "\n".join(
        ": ".join(filter(None, [str(labels.get(row["kind"], row["kind"])), row.get("note", "")]))
        for row in content.get("offers", [])
    )


def _sources(content: Content, names: Names) -> str:
    return "\n".join(
        _with_year(" – ".join(filter(None, [row.get("document", ""), row.get("url", "")])), row)
        for row in content.get("sources", [])
    )


def _label(field: str) -> str | Promise:
    return Project._meta.get_field(field).verbose_name  # type: ignore[union-attr]


def _text(field: str) -> Line:
    """A line for a field that holds its own words, or one of its choices."""
    labels = dict(Project._meta.get_field(field).flatchoices)  # type: ignore[union-attr]

    def say(content: Content, names: Names) -> str:
        value = content.get(field) or ""
        return str(labels.get(value, value))

    return Line(_label(field), (field,), say)


def _rows(field: str) -> Line:
    def say(content: Content, names: Names) -> str:
        return _named(content.get(field, []), getattr(names, field))

    return Line(_label(field), (field,), say)


def _words(field: str) -> Line:
    return Line(_label(field), (field,), lambda content, names: ", ".join(content.get(field, [])))


def _time(label: str | Promise, year: str, month: str) -> Line:
    return Line(
        label,
        (year, month),
        lambda content, names: month_and_year(content.get(year), content.get(month)),
    )


LINES = (
    _text("title"),
    _text("summary"),
    _text("description"),
    Line(_label("scope"), ("scope", "home_district", "place", "quarters"), _where),
    Line(_label("reached_districts"), ("reaches",), _reaches),
    _rows("sectors"),
    _words("organisations"),
    _rows("topics"),
    _words("tags"),
    _text("activity"),
    _time(gettext_lazy("Since"), "started_year", "started_month"),
    _time(gettext_lazy("Until"), "ended_year", "ended_month"),
    _text("website"),
    Line(_label("sources"), ("sources",), _sources),
    *map(_text, ("problem", "core", "flexible", "prerequisites", "people_needed", "hours_needed")),
    *map(_text, ("start_cost", "running_cost", "results")),
    Line(gettext_lazy("offers of support"), ("offers",), _offers),
    _text("language"),
    _text("licence"),
)
