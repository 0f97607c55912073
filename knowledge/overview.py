"""What the page of all transfers shows: the chosen ones, their figures, map and matrix."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from districts.models import District
from knowledge.flows import Flow, between_districts, flows, total
from knowledge.forms.filters import TransferFilter
from knowledge.models import Transfer
from knowledge.querysets import TransferQuerySet
from knowledge.travel_map import TravelMap, map_of
from projects.models import Project, Reach
from projects.places import place_names

FIGURES_FROM = 10  # rule 16
MATRIX_FROM = 20


class Row(NamedTuple):
    """One line of the matrix: from where, and how many to each place (None: none are known)."""

    start: str
    numbers: list[int | None]


class Matrix(NamedTuple):
    places: list[str]
    rows: list[Row]


class Figures(NamedTuple):
    """Numbers about the chosen transfers. An extension is no transfer and counts apart."""

    transfers: int
    between_districts: int
    extensions: int


class Choice(NamedTuple):
    """The transfers that fit the filters (not evaluated yet), and how they flow between places."""

    form: TransferFilter
    transfers: TransferQuerySet
    flows: list[Flow]
    districts: list[District]


class Overview(NamedTuple):
    """`figures` and `matrix` are None while there is too little to count."""

    form: TransferFilter
    number: int
    map: TravelMap
    figures: Figures | None
    matrix: Matrix | None


def choose(data: Mapping[str, Any], user: Any) -> Choice:
    """What these filters choose of all transfers the user may see; five queries at most."""
    districts = list(District.objects.all())
    everything = Transfer.objects.visible_to(user).counted()
    found = flows(everything)
    form = TransferFilter(data, transfers=everything, found=found, names=place_names(districts), user=user)
    chosen = form.applied_to(everything)
    return Choice(form, chosen, flows(chosen) if form.chosen else found, districts)


def overview(choice: Choice, user: Any) -> Overview:
    """Map, figures and matrix of a choice, in two queries."""
    form, found = choice.form, choice.flows
    number = total(found)
    return Overview(
        form=form,
        number=number,
        map=map_of(found, choice.districts),
        figures=_figures(found, user) if number >= FIGURES_FROM and not form.chosen else None,
        matrix=_matrix(found, place_names(choice.districts)) if number >= MATRIX_FROM else None,
    )


def _figures(found: list[Flow], user: Any) -> Figures:
    reaches = Reach.objects.filter(project__in=Project.objects.visible_to(user).published())
    return Figures(total(found), between_districts(found), reaches.count())


def _matrix(found: list[Flow], names: Mapping[str, str]) -> Matrix:
    """All places that gave or took, in the order of `names`, each with each."""
    numbers = {(flow.start, flow.end): flow.number for flow in found}
    starts = {flow.start for flow in found}
    ends = {flow.end for flow in found}
    columns = [key for key in names if key in ends]
    return Matrix(
        [names[key] for key in columns],
        [Row(names[key], [numbers.get((key, end)) for end in columns]) for key in names if key in starts],
    )
