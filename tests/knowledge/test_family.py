"""A family as a graph and as a drawing: which relatives, where they stand, what is written."""

from itertools import combinations, pairwise

import pytest

from knowledge.choices import Certainty
from knowledge.family.drawing import GAP, ROW, WIDTH, Card, Note, draw
from knowledge.family.kinship import kin_of
from knowledge.family.layout import Line, lay_out
from knowledge.family.lettering import lines_of
from knowledge.family.page import way_of
from knowledge.family.relatives import COLUMNS, MOST, MOST_CHILDREN, near
from knowledge.models import Transfer
from tests import factories as make

pytestmark = pytest.mark.django_db


def family(*pairs):
    """Projects by their names, with transfers from the first to the second of each pair of letters."""
    names = sorted({name for pair in pairs for name in pair})
    found = {name: make.ProjectFactory(title=name) for name in names}
    for source, target in pairs:
        make.TransferFactory(source=found[source], target=found[target])
    return found


def named(projects, keys):
    names = {project.pk: name for name, project in projects.items()}
    return "".join(sorted(names[key] for key in keys))


def test_a_generation_is_the_longest_way_from_a_beginning(visitor):
    projects = family("AB", "BC", "AC", "XC", "CD")

    kin = kin_of(projects["B"].pk, visitor)

    assert named(projects, kin.members) == "ABCD"  # X is of another family: nothing of it came to B
    assert {name: kin.generations[projects[name].pk] for name in "ABCD"} == {"A": 0, "B": 1, "C": 2, "D": 3}


def test_a_cycle_from_outside_the_verbs_is_a_family_too(visitor):
    projects = family("AB")
    Transfer.objects.bulk_create([Transfer(source=projects["B"], target=projects["A"])])

    assert set(kin_of(projects["A"].pk, visitor).generations.values()) == {0}
    assert way_of(projects["A"].pk, visitor) is not None


def test_a_small_family_is_drawn_whole(visitor):
    projects = family("AB", "BC", "BD", "AE")

    relatives = near(kin_of(projects["C"].pk, visitor))

    assert named(projects, relatives.columns) == "ABCDE"
    assert not relatives.is_cut


def test_of_many_generations_those_around_the_project_are_drawn(visitor):
    projects = family(*pairwise("ABCDEFGHIJKL"))

    def drawn(name):
        relatives = near(kin_of(projects[name].pk, visitor))
        assert relatives.is_cut
        assert len(set(relatives.columns.values())) == COLUMNS
        return named(projects, relatives.columns)

    assert [drawn(name) for name in "AFL"] == ["ABCD", "EFGH", "IJKL"]


def test_a_giver_from_long_ago_is_drawn_all_the_same(visitor):
    projects = family(*pairwise("ABCDEFGH"), "AG")

    relatives = near(kin_of(projects["G"].pk, visitor))

    assert relatives.columns[projects["A"].pk] == 0
    assert "davor" in [head.text for head in way_of(projects["G"].pk, visitor).drawing.heads]


def test_of_very_many_only_so_many_are_drawn(visitor):
    source = make.ProjectFactory()
    for _ in range(8):
        child = make.TransferFactory(source=source).target
        for _ in range(8):
            make.TransferFactory(source=child)
    for _ in range(9):
        make.TransferFactory(source=child, interest=True)

    relatives = near(kin_of(child.pk, visitor))

    assert len(relatives.columns) <= MOST
    for key in relatives.columns:
        assert sum(edge.source_id == key for edge in relatives.edges) <= MOST_CHILDREN + 1


def test_cards_and_lanes_of_a_column_never_meet():
    lines = [Line(*pair) for pair in ("AB", "AC", "AD", "BE", "CE", "DE", "AE", "XE", "CF")]
    columns = {"A": 0, "X": 0, "B": 1, "C": 1, "D": 1, "E": 2, "F": 2}

    layout = lay_out(columns, lines)

    for one, other in combinations(columns, 2):
        if columns[one] == columns[other]:
            a, b = layout.places[one], layout.places[other]
            assert min(abs(x - y) for x in a.lanes for y in b.lanes) >= 1, (one, other)
    assert len(
        {(layout.places[line.end].column, row) for line, row in zip(lines, layout.arrivals, strict=True)}
    ) == len(lines)


def test_a_step_that_leaves_out_a_column_passes_it_in_a_free_row():
    columns = {"A": 0, "X": 0, "B": 1, "E": 2, "F": 2}
    lines = [Line(*pair) for pair in ("AB", "BE", "XE", "AF")]

    layout = lay_out(columns, lines)

    passages = dict(zip(lines, layout.passages, strict=True))
    assert [passages[Line(*pair)] for pair in ("AB", "BE")] == [None, None]
    for pair in ("XE", "AF"):
        assert all(abs(passages[Line(*pair)] - lane) >= 0.5 for lane in layout.places["B"].lanes)


def test_a_giver_stands_in_the_middle_of_its_heirs():
    layout = lay_out({"A": 0, "B": 1, "C": 1, "D": 1}, [Line("A", "B"), Line("A", "C"), Line("A", "D")])

    assert [layout.places[key].row for key in "ABCD"] == [1.5, 0.5, 1.5, 2.5]


def test_everything_lies_within_the_drawing():
    cards = {
        name: Card(f"Ein sehr langer Name mit vielen Wörtern und noch mehr {name}", ["Süd"], "")
        for name in "ABC"
    }
    note = Note(
        Certainty.SOURCED, "2013", "ein neuer Wettbewerb für alle im Haus", "angepasst: der Ort im Freien"
    )

    drawing = draw(
        cards, {"A": 0, "B": 1, "C": 1}, [(Line("A", "B"), note), (Line("A", "C"), note)], ["1.", "2."]
    )

    assert drawing.width == pytest.approx(2 * WIDTH + GAP, abs=10)
    for drawn in drawing.cards:
        assert 0 <= drawn.x <= drawing.width - WIDTH
        assert 0 <= drawn.y <= drawing.height - drawn.height
        assert drawn.height < ROW
        assert all(drawn.y < text.y < drawn.y + drawn.height for text in [*drawn.title, *drawn.notes])
    assert drawing.kinds == {Certainty.SOURCED}
    assert [len(step.words.improvement) for step in drawing.steps] == [3, 3]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Repair Café", ["Repair Café"]),
        ("Degerlochs Schokoladenseiten", ["Degerlochs", "Schokoladenseiten"]),
        ("eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn", None),
        ("Donaudampfschifffahrtsgesellschaftskapitän", None),
        ("", []),
    ],
)
def test_words_are_broken_into_lines_that_fit(text, lines):
    made = lines_of(text, 176, 14, 3)

    if lines is None:
        assert len(made) <= 3
        assert made[-1].endswith("…")
    else:
        assert made == lines
