"""Figures for the steering group: when and how far ideas travel, where they stop, on which topics.

What is counted is what everybody sees, so that every number is that of the public pages.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, NamedTuple, TypeVar

from django.db.models import Count, Exists, F, OuterRef
from django.utils.translation import gettext as _

from knowledge.bars import Bar, Line, bars
from knowledge.choices import WAY, EndReason, Phase, Status
from knowledge.counts import counts_for
from knowledge.models import Transfer
from knowledge.querysets import TransferQuerySet
from knowledge.tallies import Tally, total
from outbox.figures import kept
from projects.choices import State
from projects.freshness import Freshness
from projects.models import Project
from projects.vocabulary import vocabulary

FIGURES_FROM = 10  # rule 16
MOST_TOPICS = 12
STOPPED = (Status.RESTING, Status.ENDED)

H = TypeVar("H", bound=Hashable)


class Chart(NamedTuple):
    """Bars with what their parts are called, each part a column of the table."""

    kinds: Mapping[str, str]
    bars: list[Bar]


class SteeringFigures(NamedTuple):
    """`number` transfers in all; the charts are empty while there is too little to count."""

    number: int
    by_year: Chart
    stops: Chart
    reasons: Chart
    topics: Chart


def steering_figures() -> SteeringFigures:
    """The figures of all transfers that everybody sees."""
    found = counts_for(None, {}).tallies
    number = total(found)
    if number < FIGURES_FROM:
        return SteeringFigures(number, *[Chart({}, [])] * 4)
    reasons, topics = _reasons_and_topics()
    return SteeringFigures(number, _by_year(found), _stops(found), _reasons(reasons), _topics(topics))


def _by_year(found: Iterable[Tally]) -> Chart:
    """Transfers by the year they began in, each in its phase; those without a year come last, with no bar:
    it would make all others small."""
    kinds = {phase.value: str(phase.label) for phase in (*WAY, Phase.UNKNOWN)}
    numbers = _summed((tally.year, tally.phase, tally.number) for tally in found)
    undated = bars([Line(_("not known"), numbers.pop(None))], kinds) if None in numbers else []
    dated = bars([Line(str(year), numbers[year]) for year in sorted(filter(None, numbers))], kinds)
    return Chart(kinds, [*dated, *(bar._replace(segments=[]) for bar in undated)])


def _stops(found: Iterable[Tally]) -> Chart:
    """In which phase transfers rest or ended."""
    kinds = {status.value: str(status.label) for status in STOPPED}
    numbers = _summed((tally.phase, tally.status, tally.number) for tally in found if tally.status in kinds)
    return Chart(
        kinds, bars([Line(str(phase.label), numbers[phase]) for phase in Phase if phase in numbers], kinds)
    )


def _reasons(numbers: Mapping[str, int]) -> Chart:
    """Why transfers ended, as far as it was said."""
    lines = [
        Line(str(reason.label), {"sure": numbers[reason]}) for reason in EndReason if numbers.get(reason)
    ]
    return Chart({"sure": _("transfers")}, bars(lines, {"sure": ""}))


def freshness_of(found: Freshness) -> Chart:
    """How fresh the published entries are; empty while there are too few."""
    names = [_("confirmed within 12 months"), _("confirmed longer ago"), _("not confirmed yet"), _("ended")]
    lines = [Line(name, {"sure": number}) for name, number in zip(names, found, strict=True) if number]
    return Chart({"sure": _("entries")}, bars(lines, {"sure": ""}) if sum(found) >= FIGURES_FROM else [])


def _topics(numbers: Mapping[int, int]) -> Chart:
    """The topics of most transfers."""
    topics = vocabulary().topics
    most = sorted(numbers, key=lambda key: (-numbers[key], topics[key].name))[:MOST_TOPICS]
    lines = [Line(topics[key].name, {"sure": numbers[key]}, topics[key].slug) for key in most]
    return Chart({"sure": _("transfers")}, bars(lines, {"sure": ""}))


@kept
def _reasons_and_topics() -> tuple[dict[str, int], Counter[int]]:
    """How many ended for each reason, and how many have an end on each topic that everybody sees."""
    visible = Transfer.objects.visible_to(None).counted().order_by()
    gave, took = visible.filter(source__state=State.PUBLISHED), visible.filter(target__state=State.PUBLISHED)
    ended = visible.filter(status=Status.ENDED).exclude(ended_because="")
    topics = _by(gave, "source__topics")
    topics.update(_by(took, "target__topics"))
    # Who has both ends on the topic was counted twice.
    links: Any = Project.topics.through
    same = links.objects.filter(project=OuterRef("target"), topic=OuterRef("topic"))
    both = gave.filter(target__state=State.PUBLISHED).annotate(topic=F("source__topics")).filter(Exists(same))
    topics.subtract(_by(both, "topic"))
    return dict(_by(ended, "ended_because")), topics


def _by(transfers: TransferQuerySet, field: str) -> Counter[Any]:
    """How many there are of each value; one query."""
    rows = transfers.filter(**{f"{field}__isnull": False}).values_list(field)
    return Counter(dict(rows.annotate(number=Count("pk", distinct=True))))


def _summed(rows: Iterable[tuple[H, str, int]]) -> dict[H, Counter[str]]:
    """Numbers by kind, for each of the first values that has any."""
    numbers: dict[H, Counter[str]] = defaultdict(Counter)
    for key, kind, number in rows:
        if number:
            numbers[key][kind] += number
    return numbers
