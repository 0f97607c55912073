"""What waits for an answer, tried as somebody: an answer that changes nothing was none."""

from django.utils import timezone

from editorial.topics import approve_topic, decline_topic, propose_topic, withdraw_topic
from handouts.actions import approve_handout, take_back_proposal
from knowledge.actions import (
    answer_echo,
    ask_back_lesson,
    decline_lesson,
    grant_interest,
    publish_lesson,
    refuse_interest,
    reword_lesson,
    take_back_lesson,
)
from knowledge.origins import leave_out, take_as_note, take_as_transfer
from knowledge.seen import mark_of
from needs.actions import grant_need, refuse_need, settle_need
from projects import actions
from projects.models import Decision, Origin
from projects.versions import version_now
from tests import factories as make
from tests.handouts.deciding import seen

STATES = ["open", "answered"]
OWN = {"asked it", "group, asked it"}


class Asked:
    """Something asked by this person, or by somebody else; answered before if the state says so."""

    def __init__(self, column, person, state, ground):
        self.person, self.is_answered = person, state == "answered"
        self.is_own = column in OWN

    def asker(self):
        return self.person if self.is_own else make.UserFactory()

    def member(self):
        """Whoever asks in the group's name."""
        return self.person if self.is_own else make.CuratorFactory()


def trying(ask, answer, settle=None):
    """Ask; let another member settle it if it is answered before; then answer as this person."""

    def attempt(case):
        row = ask(case)
        if case.is_answered:
            (settle or answer)(row, make.CuratorFactory())
        before = trace_of(row)
        answer(row, case.person)
        return trace_of(row) != before

    return attempt


def by_verb(verb, subject, **fields):
    return lambda row, by: verb(**{subject: row}, by=by, **fields)


def trace_of(row):
    """What a change leaves: in the row, or in the log."""
    return type(row).objects.filter(pk=row.pk).values().get(), Decision.objects.count()


def proposal(case):
    project = make.ProjectFactory()
    base = version_now(project)
    by = case.asker()
    is_curator, by.is_curator = by.is_curator, False  # a member's own change would stand at once
    made = actions.revise(project=project, content=base.content | {"core": "Neu."}, base=base, by=by)
    by.is_curator = is_curator
    return made


def claim(case):
    return actions.claim(project=make.ProjectFactory(), by=case.asker(), words="Wir sind es.")


def removal(case):
    return actions.request_removal(project=make.ProjectFactory(), by=case.asker(), words="Bitte.")


def origin(case):
    project = make.ProjectFactory(submitted_by=case.asker())
    return Origin.objects.create(project=project, kind="here", source=make.ProjectFactory())


def legal_report(case):
    email = case.asker().email
    return actions.report_content(url="/x/", words="Meins.", name="Ada", email=email)


def report(case):
    return make.ReportFactory(email=case.asker().email)


def question(case):
    return make.QuestionFactory(to_network=True, email=case.asker().email)


def lesson(case):
    return make.LessonFactory(state="submitted", submitted_by=case.asker())


def echo(case):
    return make.LessonEchoFactory(state="submitted", submitted_by=case.asker())


def say_otherwise(row, by):
    row.refresh_from_db()
    reword_lesson(lesson=row, by=by, seen=mark_of(row), text="Bei uns anders.")


def answering_a_lesson(verb):
    """With a question or a reason, on what was seen before anybody else answered."""
    return lambda row, by: verb(lesson=row, by=by, words="Seit wann?", seen=mark_of(row))


def interest(case):
    return make.InterestFactory(by=case.asker())


def wanted(case):
    return make.NeedFactory(by=case.asker(), waiting=True)


def objection(case):
    return actions.object_to(subject=make.ProjectFactory(), by=case.member(), reason="Nein.", blocks=True)


def topic(case):
    wanted = {"name": "Nähen", "description": "", "introduction": "", "icon": "sun", "tags": []}
    return propose_topic(by=case.member(), reason="Fehlt.", **wanted)


def handout(case):
    made = make.HandoutFactory(proposed_at=timezone.now())
    made.writers.add(case.member())
    return made


def agree_to_handout(row, by):
    approve_handout(handout=row, by=by, seen=seen(row))


accept = by_verb(actions.accept_proposal, "proposal")
decline = by_verb(actions.decline_proposal, "proposal", words="Nein.")
withdraw = by_verb(actions.withdraw_proposal, "proposal")
turn_down = by_verb(decline_topic, "proposal", words="Nein.")


def withdraw_by_whoever_raised_it(row, by):
    actions.withdraw_objection(objection=row, by=row.by)


TRIES = {
    "accept a proposed change": trying(proposal, accept),
    "decline a proposed change": trying(proposal, decline),
    "withdraw a proposed change": trying(proposal, withdraw, decline),
    "grant a claim": trying(claim, by_verb(actions.grant_claim, "claim", checked_how="Angerufen.")),
    "refuse a claim": trying(claim, by_verb(actions.refuse_claim, "claim", reasons="Nein.")),
    "let an entry stay removed": trying(removal, by_verb(actions.grant_removal, "request")),
    "bring an entry back": trying(removal, by_verb(actions.refuse_removal, "request", reasons="Nein.")),
    "answer a legal notice": trying(
        legal_report, by_verb(actions.answer_legal_report, "report", has_acted=True, reasons="")
    ),
    "answer what was told about an entry": trying(report, by_verb(actions.settle_report, "report")),
    "answer a question to the network": trying(question, by_verb(actions.settle_question, "question")),
    "make a transfer of an origin told": trying(origin, by_verb(take_as_transfer, "origin")),
    "make a note of an origin told": trying(origin, by_verb(take_as_note, "origin")),
    "make nothing of an origin told": trying(origin, by_verb(leave_out, "origin")),
    "publish a lesson": trying(lesson, by_verb(publish_lesson, "lesson")),
    "send a lesson back with a question": trying(lesson, answering_a_lesson(ask_back_lesson)),
    "decline a lesson": trying(lesson, answering_a_lesson(decline_lesson)),
    "say a lesson in other words": trying(lesson, say_otherwise, by_verb(publish_lesson, "lesson")),
    "take a lesson back": trying(
        lesson, by_verb(take_back_lesson, "lesson"), by_verb(publish_lesson, "lesson")
    ),
    "show an echo, or not": trying(echo, by_verb(answer_echo, "echo", is_shown=True)),
    "show the interest of a group": trying(interest, by_verb(grant_interest, "interest")),
    "decline the interest of a group": trying(
        interest, by_verb(refuse_interest, "interest", reasons="Nein.")
    ),
    "show what a group looks for": trying(wanted, by_verb(grant_need, "need")),
    "decline what a group looks for": trying(wanted, by_verb(refuse_need, "need", reasons="Nein.")),
    "take what was looked for off the page": trying(
        lambda case: make.NeedFactory(by=case.asker()), by_verb(settle_need, "need")
    ),
    "withdraw an objection": trying(
        objection, by_verb(actions.withdraw_objection, "objection"), withdraw_by_whoever_raised_it
    ),
    "agree to a topic": trying(topic, by_verb(approve_topic, "proposal"), turn_down),
    "agree to a hand-out; *asked it* who has written along": trying(
        handout, agree_to_handout, by_verb(take_back_proposal, "handout")
    ),
    "decline a topic": trying(topic, turn_down),
    "withdraw a proposed topic": trying(topic, by_verb(withdraw_topic, "proposal"), turn_down),
}
