"""Rules on the places of a project that span several rows."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from districts.models import District, Quarter
from projects.models import Project


def place_problems(
    *, home: District | None, reached: Iterable[District], quarters: Iterable[Quarter]
) -> list[str]:
    """A sentence for each broken rule, none if all is well.

    Only a project with a home district reaches others; the home is not among them, and each is named
    once; a quarter belongs to the home or to a reached district.
    """
    reached = list(reached)
    return [*_problems_of_reach(home, reached), *_problems_of_quarters(home, reached, quarters)]


def _problems_of_reach(home: District | None, reached: list[District]) -> Iterable[str]:
    if reached and home is None:
        yield _("Only a project with a home district can reach further districts.")
    for district in dict.fromkeys(reached):
        if district == home:
            yield _("%(district)s is the home district: it cannot be a further district as well.") % {
                "district": district
            }
        if reached.count(district) > 1:
            yield _("%(district)s is named twice among the further districts.") % {"district": district}


def _problems_of_quarters(
    home: District | None, reached: list[District], quarters: Iterable[Quarter]
) -> Iterable[str]:
    places = {home, *reached}
    for quarter in quarters:
        if quarter.district not in places:
            yield _("%(quarter)s lies in %(district)s, and this is none of the project's districts.") % {
                "quarter": quarter,
                "district": quarter.district,
            }


def problems_of(project: Project) -> list[str]:
    """The broken rules of a stored project."""
    return place_problems(
        home=project.home_district,
        reached=[reach.district for reach in project.reaches.all()],
        quarters=project.quarters.all(),
    )


def refuse_misplaced(project: Project) -> None:
    """Raise ValidationError with all sentences if a rule on the places of the project is broken."""
    if problems := problems_of(project):
        raise ValidationError(problems)
