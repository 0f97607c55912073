"""What the page of Der Weg der Idee shows: the family in figures, as a drawing and as a list."""

from typing import Any, NamedTuple

from knowledge.bars import Bar
from knowledge.family.drawing import Drawing
from knowledge.family.figures import FamilyFigures, PassedOn, figures_of, generations_of, passed_on_in
from knowledge.family.kinship import kin_of
from knowledge.family.picture import picture_of
from knowledge.family.relatives import near
from knowledge.lineage import Lineage, lineage_in, nearest
from knowledge.reading import listed_by
from projects.places import all_places

MOST_LISTED = 100  # transfers; of a larger family the list leads on


class Way(NamedTuple):
    """`figures` are None of a small family; `generations` are there where not all of a large one is drawn.
    There is no drawing where nothing follows on anything, which only a cycle could bring about."""

    drawing: Drawing | None
    is_cut: bool
    lineage: Lineage | None
    passed_on: PassedOn | None
    figures: FamilyFigures | None
    generations: list[Bar]


def way_of(project: int, user: Any) -> Way | None:
    """The way of the idea of a project, by its key, as this user may see it; None if it stands alone."""
    kin, places = kin_of(project, user), all_places()
    if not (edges := kin.edges):
        return None
    relatives, figures = near(kin), figures_of(kin, places)
    listed = nearest(edges, project, MOST_LISTED)
    keys = sorted({edge.pk for edge in (*relatives.edges, *listed)})
    steps = {step.pk: step for step in listed_by(keys, user)}
    return Way(
        drawing=picture_of(kin, relatives, steps) if relatives.edges else None,
        is_cut=relatives.is_cut,
        lineage=lineage_in(
            [steps[edge.pk] for edge in listed], project, most=MOST_LISTED, numbers=kin.numbers
        ),
        passed_on=passed_on_in(kin, places),
        figures=figures,
        generations=generations_of(kin) if figures and relatives.is_cut else [],
    )
