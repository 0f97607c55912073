"""What the page of all transfers shows: the chosen ones, their figures, map, timeline and matrix."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from knowledge.flows import Flow, between_districts, flows, total
from knowledge.forms.filters import TransferFilter
from knowledge.matrix import Matrix, matrix_of
from knowledge.models import Transfer
from knowledge.querysets import TransferQuerySet
from knowledge.tallies import Tally, tallies
from knowledge.timeline import Timeline, timeline
from knowledge.travel_map import TravelMap, map_of
from knowledge.words import CERTAINTIES, PHASES
from projects.choices import State
from projects.models import Reach
from projects.places import all_places

FIGURES_FROM = 10  # rule 16
MATRIX_FROM = 20
AS_MATRIX = "tabelle"  # a value of `ansicht`


class Choice(NamedTuple):
    """The transfers that fit the filters; not evaluated yet."""

    form: TransferFilter
    everything: TransferQuerySet
    transfers: TransferQuerySet


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
    """What these filters choose of all transfers the user may see; one query."""
    everything = Transfer.objects.visible_to(user).counted().with_certainty()
    form = TransferFilter(data, transfers=everything, user=user)
    condition = form.condition()
    return Choice(form, everything, everything.filter(condition) if condition else everything)


def overview(choice: Choice, view: str = "") -> Overview:
    """Map with timeline or matrix, and figures of a choice; four queries at most."""
    form, places = choice.form, all_places()
    found = flows(choice.everything, places, form.condition())
    kinds = tallies(choice.everything, form.condition())
    _offer(form, found, kinds)
    number = total(found)
    has_matrix, has_figures = number >= MATRIX_FROM, number >= FIGURES_FROM
    shows_matrix = has_matrix and view == AS_MATRIX
    return Overview(
        form=form,
        number=number,
        has_matrix=has_matrix,
        figures=_figures(found, is_all=not form.chosen) if has_figures else None,
        map=None if shows_matrix else map_of(found, places, form.pair),
        timeline=timeline(kinds, form.year) if has_figures and not shows_matrix else None,
        matrix=matrix_of(found, places, form.pair) if shows_matrix else None,
    )


def _offer(form: TransferFilter, found: list[Flow], kinds: list[Tally]) -> None:
    form.offer("thema", form.topics)
    form.offer("phase", [word for word, phase in PHASES.items() if phase in {kind.phase for kind in kinds}])
    certainties = {kind.certainty for kind in kinds}
    form.offer("sicher", [word for word, certainty in CERTAINTIES.items() if certainty in certainties])
    form.offer("jahr", {str(kind.year) for kind in kinds if kind.year})
    form.offer("ort", {end for flow in found for end in (flow.start, flow.end)})
    form.offer("von", {flow.start for flow in found})
    form.offer("nach", {flow.end for flow in found})


def _figures(found: list[Flow], *, is_all: bool) -> Figures:
    reaches = Reach.objects.filter(project__state=State.PUBLISHED)
    return Figures(total(found), between_districts(found), reaches.count() if is_all else 0)
