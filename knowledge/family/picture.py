"""The near relatives of a project as cards and lines."""

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from knowledge.choices import AdaptationKind
from knowledge.ends import End, ShownTransfer, is_whole, source_end, target_end
from knowledge.family.drawing import Card, Drawing, Note, draw
from knowledge.family.figures import generation_name
from knowledge.family.kinship import Kin
from knowledge.family.layout import Key, Line
from knowledge.family.relatives import Relatives

GROUP = "group"
# Of what else became different, the most telling first.
CHANGES = (AdaptationKind.ADAPTED, AdaptationKind.DROPPED, AdaptationKind.KEPT)


def picture_of(kin: Kin, relatives: Relatives, steps: Mapping[int, ShownTransfer]) -> Drawing:
    """The drawing; `steps` are the transfers behind the edges, by their keys."""
    shown = [steps[edge.pk] for edge in relatives.edges]
    cards: dict[Key, Card] = {}
    columns: dict[Key, int] = {}
    for key, end in _ends(shown).items():
        cards[key] = _card(key, end, kin)
        columns[key] = relatives.columns[key]
    for step in shown:
        if step.target_id is None:
            cards[GROUP, step.pk] = Card(target_end(step).text, [_("is interested")], GROUP)
            columns[GROUP, step.pk] = columns[step.source_id] + 1
    heads = [generation_name(relatives.first + column) for column in range(max(columns.values()) + 1)]
    if any(kin.generations[key] < relatives.first for key in relatives.columns):
        heads[0] = _("before")
    return draw(cards, columns, [(_line(step), _note(step)) for step in shown], heads)


def _ends(steps: Iterable[ShownTransfer]) -> dict[int, End]:
    """The projects at the ends of these transfers, by their keys."""
    found = {step.source_id: source_end(step) for step in steps}
    return found | {step.target_id: target_end(step) for step in steps if step.target_id}


def _line(step: ShownTransfer) -> Line:
    return Line(step.source_id, step.target_id or (GROUP, step.pk))


def _card(key: int, end: End, kin: Kin) -> Card:
    times = sum(1 for edge in kin.out_of.get(key, ()) if edge.target_id)
    passed_on = [_("%(times)d × passed on") % {"times": times}] if times else []
    if end.project is None:
        return Card(end.text, passed_on, "masked")
    since = end.project.started_year
    place = _("%(place)s, since %(year)d") % {"place": end.place, "year": since} if since else end.place
    kind = "current" if key == kin.current else ""
    url = reverse("projects:detail", args=[end.project.slug])
    return Card(end.text, [place, *passed_on], kind, url, end.project.language)


def _note(step: ShownTransfer) -> Note:
    year = str(step.year_from or "")
    if not is_whole(step):
        return Note(step.certainty, year)
    changed = {
        kind: [row.element for row in step.adaptations.all() if row.kind == kind] for kind in AdaptationKind
    }
    new = changed[AdaptationKind.NEW]
    change = next((f"{kind.label}: {changed[kind][0]}" for kind in CHANGES if changed[kind]), "")
    return Note(step.certainty, year, new[0] if new else "", change)
