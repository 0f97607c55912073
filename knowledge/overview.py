"""What the page of all transfers shows: the chosen ones, their figures, map, timeline and matrix."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from knowledge.conditions import condition
from knowledge.counts import Counts, counts_for, topics_for
from knowledge.flows import between_districts, total
from knowledge.forms.filters import TransferFilter
from knowledge.matrix import Matrix, matrix_of
from knowledge.models import Transfer
from knowledge.querysets import TransferQuerySet
from knowledge.timeline import Timeline, timeline
from knowledge.travel_map import TravelMap, map_of
from knowledge.words import CERTAINTIES, PHASES
from projects.places import all_places

FIGURES_FROM = 10  # rule 16
MATRIX_FROM = 20
AS_MATRIX = "tabelle"  # a value of `ansicht`


@dataclass(frozen=True)
class Choice:
    """The transfers that fit the filters (not evaluated yet), and what is counted of them once it is asked
    for: a feed and a spreadsheet count nothing."""

    form: TransferFilter
    transfers: TransferQuerySet
    user: Any

    @cached_property
    def counts(self) -> Counts:
        return counts_for(self.user, self.form.chosen)


class Figures(NamedTuple):
    """Numbers about the chosen transfers. An extension is no transfer and counts apart."""

    transfers: int
    between_districts: int
    extensions: int


class Overview(NamedTuple):
    """What was counted. Of map and matrix one is shown; figures, timeline and matrix are None while there is
    too little to count."""

    form: TransferFilter
    number: int
    has_matrix: bool
    figures: Figures | None
    map: TravelMap | None
    timeline: Timeline | None
    matrix: Matrix | None

    @property
    def query(self) -> str:
        """What is chosen, for an address: the filters and the view."""
        return self.form.query(**({"ansicht": AS_MATRIX} if self.matrix else {}))


def choose(data: Mapping[str, Any], user: Any) -> Choice:
    """What these filters choose of all transfers the user may see."""
    form = TransferFilter(data)
    if "thema" in form.chosen and form.chosen["thema"] not in topics_for(user):
        form.leave_out("thema")  # it may be that of a masked end
    transfers = Transfer.objects.visible_to(user).counted().with_certainty()
    asked = condition(form.chosen, user)
    return Choice(form, transfers.filter(asked) if asked else transfers, user)


def overview(choice: Choice, view: str = "") -> Overview:
    """Map with timeline or matrix, and figures of a choice; no query."""
    form, counts, places = choice.form, choice.counts, all_places()
    _offer(form, counts)
    number = total(counts.flows)
    has_matrix, has_figures = number >= MATRIX_FROM, number >= FIGURES_FROM
    shows_matrix = has_matrix and view == AS_MATRIX
    return Overview(
        form=form,
        number=number,
        has_matrix=has_matrix,
        figures=_figures(counts, is_all=not form.chosen) if has_figures else None,
        map=None if shows_matrix else map_of(counts.flows, counts.projects, places, form.pair),
        timeline=timeline(counts.tallies, form.year) if has_figures and not shows_matrix else None,
        matrix=matrix_of(counts.flows, places, form.pair) if shows_matrix else None,
    )


def _offer(form: TransferFilter, counts: Counts) -> None:
    phases = {tally.phase for tally in counts.tallies}
    certainties = {tally.certainty for tally in counts.tallies}
    form.offer("thema", counts.topics)
    form.offer("phase", [word for word, phase in PHASES.items() if phase in phases])
    form.offer("sicher", [word for word, certainty in CERTAINTIES.items() if certainty in certainties])
    form.offer("jahr", {str(tally.year) for tally in counts.tallies if tally.year})
    form.offer("ort", {end for flow in counts.flows for end in (flow.start, flow.end)})
    form.offer("von", {flow.start for flow in counts.flows})
    form.offer("nach", {flow.end for flow in counts.flows})


def _figures(counts: Counts, *, is_all: bool) -> Figures:
    extensions = counts.extensions if is_all else 0
    return Figures(total(counts.flows), between_districts(counts.flows), extensions)
