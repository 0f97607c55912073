"""What a transfer can be asked for, as conditions that filter rows and count them alike."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q

from knowledge.choices import Certainty
from knowledge.words import CERTAINTIES, PHASES
from projects.choices import Scope
from projects.models import Project
from projects.places import CITY_WIDE, ELSEWHERE

NO_DISTRICT = {CITY_WIDE: Scope.CITY, ELSEWHERE: Scope.OUTSIDE}
# A source or the other side says so, too. Of rows `with_certainty()`.
IS_SURE = ~Q(certainty=Certainty.REPORTED)


def gives_in(place: str) -> Q:
    """The idea comes from this place: a district's slug, "stadtweit" or "andere-orte"."""
    scope = NO_DISTRICT.get(place)
    return Q(source__scope=scope) if scope else Q(source__home_district__slug=place)


def takes_in(place: str) -> Q:
    """The idea goes to this place; a group stands for its district."""
    scope = NO_DISTRICT.get(place)
    if scope:
        return Q(target__scope=scope)
    return Q(target__home_district__slug=place) | Q(interested_district__slug=place)


def is_at(place: str) -> Q:
    """One of the ends is in this place."""
    return gives_in(place) | takes_in(place)


def is_on(topic: str, user: Any) -> Q:
    """An end that this user sees is on the topic: a masked end tells nothing."""
    seen = Project.objects.visible_to(user).filter(topics__slug=topic)
    return Q(Exists(seen.filter(pk=OuterRef("source")))) | Q(Exists(seen.filter(pk=OuterRef("target"))))


def condition(chosen: Mapping[str, Any], user: Any) -> Q | None:
    """What values of the filters ask of a transfer `with_certainty()`, all at once; None without any."""
    asked = [_asks(name, value, user) for name, value in chosen.items()]
    return Q(*asked) if asked else None


def _asks(name: str, value: Any, user: Any) -> Q:
    if name == "thema":
        return is_on(value, user)
    if name == "jahr":
        return Q(year_from=value)
    if name == "phase":
        return Q(phase=PHASES[value])
    if name == "sicher":
        return Q(certainty=CERTAINTIES[value])
    return {"ort": is_at, "von": gives_in, "nach": takes_in}[name](value)
