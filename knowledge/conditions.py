"""What a transfer can be asked for, as conditions that filter rows and count them alike."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from knowledge.choices import Certainty
from projects.choices import Scope
from projects.models import Project, Topic
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


def is_on(topic: Topic, user: Any) -> Q:
    """An end that this user sees is on the topic: a masked end tells nothing."""
    seen = Project.objects.visible_to(user).filter(topics=topic)
    return Q(Exists(seen.filter(pk=OuterRef("source")))) | Q(Exists(seen.filter(pk=OuterRef("target"))))
