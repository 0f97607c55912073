"""What is known of a project, as pairs to read; what is not known is left out."""

from itertools import groupby
from typing import NamedTuple

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from projects.choices import Activity, HoursBand, PeopleBand, RunningCostBand, StartCostBand
from projects.models import Project, Reach

TOLD_IN = ("description", "problem", "core", "flexible", "prerequisites", "results")


class Fact(NamedTuple):
    label: str
    value: str


class ReachGroup(NamedTuple):
    """Districts reached in the same year; `is_start` if the project started in it."""

    year: int | None
    is_start: bool
    reaches: list[Reach]


def facts_of(project: Project) -> list[Fact]:
    """Still running, since when, who carries it, what it takes – only what is known."""
    pairs = [
        (_("Still running?"), _known(project, "activity", Activity.UNKNOWN)),
        (_("Since"), month_and_year(project.started_year, project.started_month)),
        (_("Until"), month_and_year(project.ended_year, project.ended_month)),
        (_("Carried by"), ", ".join(str(row) for row in project.organisations.all())),
        (_("Sector"), ", ".join(str(row) for row in project.sectors.all())),
        (_("People"), _known(project, "people_needed", PeopleBand.UNKNOWN)),
        (_("Hours a month"), _known(project, "hours_needed", HoursBand.UNKNOWN)),
        (_("Cost to start"), _known(project, "start_cost", StartCostBand.UNKNOWN)),
        (_("Running cost"), _known(project, "running_cost", RunningCostBand.UNKNOWN)),
    ]
    return [Fact(label, value) for label, value in pairs if value]


def is_thin(project: Project) -> bool:
    """Whether nothing is told of it beyond its summary."""
    return not any(getattr(project, field) for field in TOLD_IN)


def _known(project: Project, field: str, unknown: str) -> str:
    """The label of a choice, or "" where it is not known."""
    if getattr(project, field) == unknown:
        return ""
    return str(getattr(project, f"get_{field}_display")())


def month_and_year(year: int | None, month: int | None) -> str:
    """ "Mai 2014", "2014" or ""."""
    if year is None:
        return ""
    return f"{MONTHS[month]} {year}" if month else str(year)


def reach_by_year(project: Project) -> list[ReachGroup]:
    """The further districts by the year they were reached; unknown years last."""
    reaches = sorted(project.reaches.all(), key=lambda reach: (reach.since_year or 9999, reach.district.name))
    return [
        ReachGroup(year, year is not None and year == project.started_year, list(group))
        for year, group in groupby(reaches, key=lambda reach: reach.since_year)
    ]
