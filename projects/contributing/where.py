""" "Where?" in one line of words: quarters, districts, "stadtweit" or another place."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _

from districts.gazetteer import Gazetteer, Place
from districts.models import District, Quarter
from districts.spelling import folded_key
from projects.choices import Scope
from projects.content import Content
from projects.models import Project

ELSEWHERE = "anderswo"  # the answer that no place of the town is meant
WHOLE_TOWN = {"stadtweit", "ganzestadt", "dieganzestadt", "ingesamterstadt", "ueberall", "citywide"}


class Where(NamedTuple):
    """Where a project is: the first district named is its home."""

    scope: Scope
    home: District | None = None
    further: tuple[District, ...] = ()
    quarters: tuple[Quarter, ...] = ()
    place: str = ""

    def __str__(self) -> str:
        """The line of words from which `understand` reads the same again."""
        return ", ".join(_texts(self)) or self.place or str(Scope.CITY.label)

    def content(self) -> Content:
        """The fields of an entry that say where it is; further districts are rows of their own."""
        return {
            "scope": self.scope.value,
            "home_district": self.home.pk if self.home else None,
            "place": self.place,
            "quarters": sorted(quarter.pk for quarter in self.quarters),
        }


class Question(NamedTuple):
    """What has to be asked before a place is clear: about which words, and the places they may mean."""

    about: str
    places: list[Place]
    may_be_elsewhere: bool = True

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Values and labels to choose from."""
        known = [(str(place), _in_its_district(place)) for place in self.places]
        elsewhere = (ELSEWHERE, _("Another place: %(place)s") % {"place": self.about})
        return [*known, elsewhere] if self.may_be_elsewhere else known


def where_is(project: Project) -> Where:
    further = tuple(reach.district for reach in project.reaches.all())
    quarters = tuple(project.quarters.all())
    return Where(Scope(project.scope), project.home_district, further, quarters, project.place)


def answered(text: str, about: str, answer: str) -> str:
    """The line with the chosen place instead of the words that were asked about."""
    is_known = bool(about and answer) and answer != ELSEWHERE
    return tidy(text).replace(tidy(about), answer, 1) if is_known else text


def tidy(text: str) -> str:
    return " ".join(text.split())


def understand(
    text: str, *, is_elsewhere: bool = False, gazetteer: Gazetteer | None = None
) -> Where | Question:
    """What a line of words means, or what has to be asked; `is_elsewhere` if the answer is known."""
    words = tidy(text)
    if is_elsewhere:
        return Where(Scope.OUTSIDE, place=words)
    if folded_key(words) in WHOLE_TOWN:
        return Where(Scope.CITY)
    gazetteer = gazetteer or Gazetteer()
    parts = list(_parts(words, gazetteer))
    meanings = {part: gazetteer.meaning(part) for part in parts}
    unclear = [part for part in parts if not meanings[part].is_sure]
    if not unclear:
        return _at(place for part in parts for place in meanings[part].places)
    if not any(meaning.places for meaning in meanings.values()):
        return Question(words, [])
    return Question(unclear[0], meanings[unclear[0]].places, may_be_elsewhere=len(parts) == 1)


def question_about_elsewhere(text: str) -> Question:
    """The question whose answer is known to be "another place", to be shown with it."""
    asked = understand(text)
    return asked if isinstance(asked, Question) else Question(tidy(text), Gazetteer().meaning(text).places)


def _parts(words: str, gazetteer: Gazetteer) -> Iterator[str]:
    """Each place that is named. Names may hold a comma or an "und": the longest that is known counts."""
    for separator in (None, r"[,;]", r"[/&+]|\bund\b|\band\b"):
        found = [tidy(part) for part in re.split(separator, words)] if separator else [words]
        if len(found) > 1:
            for part in filter(None, found):
                yield from _parts(part, gazetteer)
            return
        if gazetteer.meaning(words).is_sure:
            break
    yield words


def _at(places: Iterable[Place]) -> Where:
    found = list(places)
    districts = list(dict.fromkeys(place.district for place in found))
    quarters = tuple(dict.fromkeys(place.quarter for place in found if place.quarter))
    return Where(Scope.DISTRICTS, districts[0], tuple(districts[1:]), quarters)


def _texts(where: Where) -> Iterator[str]:
    """The places by name, the home first; a district whose quarters are named is not named itself."""
    for district in [where.home, *where.further] if where.home else []:
        inside = [quarter for quarter in where.quarters if quarter.district_id == district.pk]
        yield from [str(Place(district, quarter)) for quarter in inside] or [str(Place(district))]


def _in_its_district(place: Place) -> str:
    if place.quarter is None:
        return str(place.district)
    names = {"quarter": place.quarter, "district": place.district}
    return _("%(quarter)s, in the district %(district)s") % names
