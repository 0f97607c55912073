"""What people call the places of the town, and which place they mean by it."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from districts.models import District, Quarter
from districts.spelling import folded_key

ALIKE = 0.78  # from this likeness on a spelling may be a slip
MOST_GUESSES = 3


class Place(NamedTuple):
    """A district, or a quarter in it."""

    district: District
    quarter: Quarter | None = None

    def __str__(self) -> str:
        """The one name that is always clear: "Heslach (Süd)", "Süd"."""
        return f"{self.quarter} ({self.district})" if self.quarter else str(self.district)


class Meaning(NamedTuple):
    """The places that a name may mean. If it is not sure, somebody has to be asked, even about one."""

    places: list[Place]
    is_sure: bool


class Gazetteer:
    """All places with their names, in two queries."""

    def __init__(self) -> None:
        districts = list(District.objects.all())
        by_key = {district.pk: district for district in districts}
        quarters = [
            Place(by_key[quarter.district_id], quarter)
            for quarter in Quarter.objects.filter(district__in=by_key)
        ]
        self.places = [*map(Place, districts), *quarters]
        self._named: dict[str, list[Place]] = {}
        self._clear: dict[str, Place] = {}
        for place in self.places:
            for name in _names(place):
                self._named.setdefault(folded_key(name), []).append(place)
            for name in _clear_names(place):
                self._clear[folded_key(name)] = place

    def meaning(self, name: str) -> Meaning:
        """What a typed name means: the exact name, else a part of one, else a guess to ask about."""
        key = folded_key(name)
        if key in self._named:
            return _one_or_ask(_unrelated(self._named[key]))
        if key in self._clear:
            return Meaning([self._clear[key]], is_sure=True)
        words = _words(name)
        if parts := _unrelated(place for place in self.places if _is_part(words, place)):
            return _one_or_ask(parts)
        inside = [place for place in self.places if _names_it(words, place)]
        return Meaning(_unrelated(inside) or self._alike(key), is_sure=False)

    def _alike(self, key: str) -> list[Place]:
        found = get_close_matches(key, self._named, n=MOST_GUESSES, cutoff=ALIKE)
        return _unrelated(place for name in found for place in self._named[name])


def _names(place: Place) -> Iterable[str]:
    return [place.quarter.name, *place.quarter.aliases] if place.quarter else [place.district.name]


def _clear_names(place: Place) -> Iterable[str]:
    """Names with the district beside them, in any order and spelling."""
    if place.quarter is None:
        return []
    pairs = [(name, place.district.name) for name in _names(place)]
    return [f"{one} {other}" for pair in pairs for one, other in (pair, pair[::-1])]


def _words(name: str) -> list[str]:
    return [key for word in re.split(r"[\s\-–/()]+", name) if (key := folded_key(word))]


def _is_part(words: list[str], place: Place) -> bool:
    """ "Cannstatt" is a part of "Bad Cannstatt"."""
    return bool(words) and any(set(words) <= set(_words(name)) for name in _names(place))


def _names_it(words: list[str], place: Place) -> bool:
    """ "Bürgerhaus Heslach" names Heslach."""
    return any(_holds(words, _words(name)) for name in _names(place))


def _holds(words: list[str], some: list[str]) -> bool:
    runs = (words[start : start + len(some)] for start in range(len(words)))
    return bool(some) and some in runs


def _unrelated(places: Iterable[Place]) -> list[Place]:
    """Each place once; a quarter is left out where its district is meant as well."""
    found = list(dict.fromkeys(places))
    whole = {place.district for place in found if place.quarter is None}
    return [place for place in found if place.quarter is None or place.district not in whole]


def _one_or_ask(places: list[Place]) -> Meaning:
    return Meaning(places, is_sure=len(places) == 1)
