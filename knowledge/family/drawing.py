"""The family as a drawing: cards for projects and groups, lines for what went from one to another.

Lengths are units of the drawing, one of them about a pixel. No database.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from knowledge.family.layout import Key, Layout, Line, Place, lay_out
from knowledge.family.lettering import lines_of

WIDTH, GAP = 200.0, 196.0  # of a card, and between two columns
ROW = 106.0
HEAD = 34.0  # above the first row: which generation it is
EDGE = 4.0  # free space around the drawing
TURN = 42.0  # how much of a gap a line needs to find its row
ARROW = 8.0
MARGIN, LEAD = 12.0, 18.0  # in a card: beside the words, and from line to line
TITLE, TITLE_LINES = 14.0, 3  # the height of its letters
PILL, PILL_LEAD = 128.0, 15.0  # the box around what is new: its width, and from line to line
SMALL = 12.5  # the letters on a step


class Card(NamedTuple):
    """What is written about a project or a group. `kind` names its look in way.css."""

    title: str
    notes: Sequence[str]
    kind: str
    url: str = ""
    language: str = ""


class Note(NamedTuple):
    """What is written on a step: when, what is new, what else became different; `kind` is how sure it is."""

    kind: str
    year: str = ""
    improvement: str = ""
    change: str = ""


class Text(NamedTuple):
    text: str
    x: float
    y: float


class DrawnCard(NamedTuple):
    card: Card
    x: float
    y: float
    height: float
    title: list[Text]
    notes: list[Text]


class Pill(NamedTuple):
    """The box around what is new."""

    x: float
    y: float
    height: float


class Words(NamedTuple):
    """What stands on a step: the year above it, what is new in the middle of it, what else below."""

    year: list[Text]
    pill: Pill | None
    improvement: list[Text]
    change: list[Text]


class DrawnStep(NamedTuple):
    kind: str
    path: str
    words: Words


class Drawing(NamedTuple):
    """All that the template needs."""

    width: float
    height: float
    heads: list[Text]
    cards: list[DrawnCard]
    steps: list[DrawnStep]

    @property
    def kinds(self) -> set[str]:
        """How sure the steps are that occur: for the legend."""
        return {step.kind for step in self.steps}

    @property
    def has_new(self) -> bool:
        return any(step.words.pill for step in self.steps)


def draw(
    cards: Mapping[Key, Card],
    columns: Mapping[Key, int],
    steps: Sequence[tuple[Line, Note]],
    heads: Iterable[str],
) -> Drawing:
    """The drawing of these cards in these columns, counted from 0, with the steps between them."""
    layout = lay_out(columns, [line for line, _note in steps])
    titles = [Text(head, _left(column) + WIDTH / 2, 18) for column, head in enumerate(heads)]
    return Drawing(
        width=_left(len(titles) - 1) + WIDTH + EDGE,
        height=HEAD + layout.rows * ROW + EDGE,
        heads=titles,
        cards=[_card(card, layout.places[key]) for key, card in cards.items()],
        steps=[_step(layout, number, *step) for number, step in enumerate(steps)],
    )


def _left(column: int) -> float:
    return EDGE + column * (WIDTH + GAP)


def _down(row: float) -> float:
    return round(HEAD + row * ROW, 1)


def _card(card: Card, place: Place) -> DrawnCard:
    title = lines_of(card.title, WIDTH - 2 * MARGIN, TITLE, TITLE_LINES)
    height = MARGIN * 1.4 + LEAD * (len(title) + len(card.notes))
    spread = _down(place.lanes[-1]) - _down(place.lanes[0])
    height = max(height, spread + 2 * MARGIN)
    middle = _down(sum(place.lanes) / len(place.lanes))
    x, y = _left(place.column), middle - height / 2
    words = [*title, *card.notes]
    first = middle - LEAD * (len(words) - 1) / 2 + 5
    texts = [Text(word, x + MARGIN, round(first + LEAD * n, 1)) for n, word in enumerate(words)]
    return DrawnCard(card, x, round(y, 1), round(height, 1), texts[: len(title)], texts[len(title) :])


def _step(layout: Layout, number: int, line: Line, note: Note) -> DrawnStep:
    start, end = layout.places[line.start], layout.places[line.end]
    here, there = _down(start.row), _down(layout.arrivals[number])
    passage = layout.passages[number]
    path = f"M{_left(start.column) + WIDTH} {here}"
    if passage is not None:
        path += _turn(_left(start.column) + WIDTH, here, _down(passage))
        path += f"H{_left(end.column) - GAP}"
        here = _down(passage)
    path += f"{_turn(_left(end.column) - GAP, here, there)}H{_left(end.column) - ARROW}"
    return DrawnStep(note.kind, path, _words(note, _left(end.column) - (GAP - TURN + ARROW) / 2, there))


def _turn(x: float, here: float, there: float) -> str:
    """From one row to another within the first part of a gap."""
    half = x + TURN / 2
    return f"C{half} {here} {half} {there} {x + TURN} {there}"


def _words(note: Note, x: float, y: float) -> Words:
    new = lines_of(note.improvement, PILL - MARGIN, SMALL, 3)
    change = lines_of(note.change, PILL + MARGIN, SMALL - 1, 1 if len(new) > 1 else 2)
    reach = (PILL_LEAD * len(new) + 9) / 2 if new else 0.0
    first = y - PILL_LEAD * (len(new) - 1) / 2 + 4.5
    return Words(
        year=_column([note.year] if note.year else [], x, y - reach - 6),
        pill=Pill(x - PILL / 2, round(y - reach, 1), 2 * reach) if new else None,
        improvement=_column(new, x, first),
        change=_column(change, x, y + reach + 15),
    )


def _column(lines: Sequence[str], x: float, y: float) -> list[Text]:
    return [Text(line, x, round(y + PILL_LEAD * n, 1)) for n, line in enumerate(lines)]
