"""What can be counted of a family, and of how often one of it was passed on."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from knowledge.bars import Bar, Line, bars
from knowledge.ends import ShownTransfer
from knowledge.family.kinship import Kin
from projects.places import CITY_WIDE, ELSEWHERE, Places

FIGURES_FROM = 10  # rule 16


class Target(NamedTuple):
    """A place to which an idea went, and how often."""

    name: str
    number: int


class PassedOn(NamedTuple):
    """How often a project was passed on to other projects, where to, and since when (None: not known)."""

    times: int
    targets: list[Target]
    since: int | None


class FamilyFigures(NamedTuple):
    """How many projects, generations and districts a family has, and the year of its first transfer."""

    projects: int
    generations: int
    districts: int
    since: int | None


def passed_on_by(steps: Iterable[ShownTransfer], project: int, places: Places) -> PassedOn | None:
    """Of the transfers that were read for a project; None if it was never passed on. A group that is only
    interested does not count."""
    return _passed_on(
        (
            (places.key(step.target.scope, step.target.home_district_id), step.year_from)
            for step in steps
            if step.source_id == project and step.target_id
        ),
        places,
    )


def passed_on_in(kin: Kin, places: Places) -> PassedOn | None:
    """The same, of a whole family."""
    edges = kin.out_of.get(kin.current, ())
    return _passed_on(((edge.end(places), edge.year) for edge in edges if edge.target_id), places)


def _passed_on(found: Iterable[tuple[str, int | None]], places: Places) -> PassedOn | None:
    found = list(found)
    numbers = Counter(place for place, _year in found)
    targets = [Target(name, numbers[key]) for key, name in places.names.items() if numbers[key]]
    targets.sort(key=lambda target: -target.number)
    since = min((year for _place, year in found if year), default=None)
    return PassedOn(len(found), targets, since) if found else None


def figures_of(kin: Kin, places: Places) -> FamilyFigures | None:
    """The figures of a family of ten transfers or more."""
    edges = kin.edges
    if len(edges) < FIGURES_FROM:
        return None
    homes = {edge.start(places) for edge in edges} | {edge.end(places) for edge in edges if edge.target_id}
    return FamilyFigures(
        projects=len(kin.members),
        generations=max(kin.generations.values()) + 1,
        districts=len(homes - {CITY_WIDE, ELSEWHERE}),
        since=min((edge.year for edge in edges if edge.year), default=None),
    )


def generations_of(kin: Kin) -> list[Bar]:
    """How many projects stand in each generation, with a mark at that of the project itself."""
    numbers = Counter(kin.generations[key] for key in kin.members)
    here = kin.generations[kin.current]
    lines = [
        Line(_label(number, is_here=number == here), {"sure": numbers[number]}) for number in sorted(numbers)
    ]
    return bars(lines, {"sure": _("projects")})


def _label(number: int, *, is_here: bool) -> str:
    label = generation_name(number)
    return _("%(generation)s, with this project") % {"generation": label} if is_here else label


def generation_name(number: int) -> str:
    """ "1. Generation": the first is 0."""
    return _("Generation %(number)d") % {"number": number + 1}
