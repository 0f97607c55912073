"""What both sides of a transfer do on the page they share, tried as somebody."""

from knowledge import actions
from knowledge.actions.adapting import mark_of
from knowledge.choices import Side
from knowledge.linking import begin_draft, link_target
from knowledge.sides import sides_of
from tests import factories as make

STATES = ["interest", "begun", "ended"]


class Shared:
    """A transfer with people on both sides, of whom this person is one if the column says so."""

    def __init__(self, column, person, state, ground):
        self.person = person
        giver = person if column == "giver" else make.UserFactory()
        self.receiver = person if column == "receiver" else make.UserFactory()
        source = make.ProjectFactory()
        source.owners.add(giver)
        group = make.InterestFactory(project=source, by=self.receiver, granted=True)
        self.entry = make.ProjectFactory(submitted_by=self.receiver)
        self.transfer = group.transfer
        self.about = {"transfer": self.transfer, "by": person}
        if state == "begun":
            link_target(transfer=self.transfer, by=self.receiver, project=self.entry)
        if state == "ended":
            actions.end_transfer(transfer=self.transfer, by=self.receiver)

    def row(self):
        return make.AdaptationFactory(transfer=self.transfer)

    def note(self):
        """One's own, or one of the receiving side that everyone reads."""
        by = self.person if sides_of(self.person, self.transfer) else self.receiver
        return self.transfer.steps.create(phase="interest", note="Wir waren dort.", is_public=True, by=by)


def changed(case):
    row = case.row()
    said = {"kind": "new", "part": "", "element": "Kaffee", "reason": "", "result": ""}
    return actions.change_adaptation(row=row, by=case.person, seen=mark_of(row), said=said)


def dropped(case):
    row = case.row()
    actions.drop_adaptation(row=row, by=case.person, seen=mark_of(row))
    return True


def added(case):
    return actions.add_adaptation(**case.about, said={"kind": "new", "element": "Kaffee"})


def confirmed(case):
    side = min(sides_of(case.person, case.transfer), default=Side.SOURCE)
    return actions.confirm_transfer(**case.about, side=side)


TRIES = {
    "write down what happened": lambda case: actions.note_step(**case.about, note="Wir waren dort."),
    "take one's own note back, or a public one out of sight": lambda case: actions.take_note_back(
        step=case.note(), by=case.person
    ),
    "let it rest": lambda case: actions.rest_transfer(**case.about),
    "go on with it": lambda case: actions.resume_transfer(**case.about),
    "end it": lambda case: actions.end_transfer(**case.about),
    "say what became different": added,
    "say that in other words": changed,
    "take that out": dropped,
    "name a source": lambda case: actions.add_source(**case.about, document="Protokoll"),
    "begin an entry of one's own for it": lambda case: begin_draft(**case.about),
    "name one's own entry that took it over": lambda case: link_target(**case.about, project=case.entry),
    "confirm it for one's own side": confirmed,
}
