"""What both sides share, step by step: phases, notes, rest, end, adaptations, sources, confirmations."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from knowledge import actions
from knowledge.actions.adapting import mark_of
from knowledge.audit import violations
from knowledge.choices import Phase, Side, Status
from knowledge.models import Transfer
from knowledge.sides import sides_of
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

TODAY = timezone.localdate
GIVER, TAKER, CONTACT = "giver@example.org", "taker@example.org", "contact@example.org"


@pytest.fixture
def giver():
    return make.UserFactory(email=GIVER)


@pytest.fixture
def taker():
    return make.UserFactory(email=TAKER)


@pytest.fixture
def source(giver):
    source = make.ProjectFactory(contact=make.ContactPointFactory(email=CONTACT))
    source.owners.add(giver)
    return source


@pytest.fixture
def transfer(source, taker):
    """A group has said that it is interested; both sides have people."""
    return make.InterestFactory(project=source, by=taker, granted=True).transfer


@pytest.fixture
def begun(transfer, taker):
    """The same with the group's project."""
    from knowledge.linking import link_target

    project = make.ProjectFactory(submitted_by=taker)
    project.owners.add(taker)
    return link_target(transfer=transfer, by=taker, project=project)


def now(row):
    return type(row).objects.get(pk=row.pk)


class TestWhoBelongsToIt:
    def test_those_who_keep_an_entry_its_contact_and_the_groups(self, begun, giver, taker):
        assert sides_of(giver, begun) == {Side.SOURCE}
        assert sides_of(taker, begun) == {Side.TARGET}
        assert sides_of(make.UserFactory(email=CONTACT), begun) == {Side.SOURCE}

    def test_nobody_else_not_even_the_steering_group(self, begun, contributor, curator, visitor):
        begun.source.submitted_by = contributor  # told of it, and it is not theirs
        begun.source.save()
        assert [sides_of(person, begun) for person in (contributor, curator, visitor)] == [set()] * 3

    def test_who_keeps_both_ends_belongs_to_both(self, begun, giver):
        begun.target.owners.add(giver)
        assert sides_of(giver, begun) == set(Side)

    def test_both_sides_see_it_before_others_do(self, begun, giver, taker, visitor, contributor):
        begun.target.state, begun.target.published_at = "submitted", None
        begun.target.save()
        seen = [Transfer.objects.visible_to(who).exists() for who in (giver, taker, contributor, visitor)]

        assert seen == [True, True, False, False]


class TestSteps:
    def test_each_side_moves_it_on_and_the_others_are_told(self, transfer, giver, taker):
        step = actions.note_step(
            transfer=transfer, by=taker, phase=Phase.GETTING_TO_KNOW, note="Wir waren dort."
        )

        assert now(transfer).phase == Phase.GETTING_TO_KNOW
        assert (step.side, step.by, step.happened_on, step.is_public) == (Side.TARGET, taker, TODAY(), False)
        assert sorted(message.to[0] for message in mail.outbox) == [CONTACT, GIVER]
        assert all("Wir waren dort." in message.body for message in mail.outbox)
        assert all("kennenlernen" in message.body.lower() for message in mail.outbox)
        assert actions.note_step(transfer=transfer, by=giver, phase=Phase.ADAPTING).side == Side.SOURCE

    def test_who_wants_no_mails_gets_none(self, transfer, giver, taker):
        giver.wants_decisions = False
        giver.save()
        actions.note_step(transfer=transfer, by=taker, note="Es regnet.")

        assert [message.to for message in mail.outbox] == [[CONTACT]]

    @pytest.mark.parametrize(
        "verb", ["note_step", "rest_transfer", "resume_transfer", "end_transfer", "add_source"]
    )
    def test_nobody_else_writes(self, transfer, curator, contributor, verb):
        for person in (curator, contributor):
            with pytest.raises(PermissionDenied):
                getattr(actions, verb)(transfer=transfer, by=person)

    def test_one_may_go_back_too(self, transfer, taker):
        actions.note_step(transfer=transfer, by=taker, phase=Phase.ADAPTING)
        actions.note_step(transfer=transfer, by=taker, phase=Phase.INTEREST)

        assert now(transfer).phase == Phase.INTEREST

    @pytest.mark.parametrize("phase", [Phase.TRYING, Phase.ARRIVED])
    def test_from_trying_out_on_it_needs_a_project(self, transfer, taker, phase):
        with pytest.raises(ValidationError, match="Ausprobieren"):
            actions.note_step(transfer=transfer, by=taker, phase=phase)

    def test_with_a_project_it_can_arrive(self, begun, taker):
        actions.note_step(transfer=begun, by=taker, phase=Phase.TRYING)
        actions.note_step(transfer=begun, by=taker, phase=Phase.ARRIVED)

        assert now(begun).phase == Phase.ARRIVED
        assert list(violations()) == []

    def test_an_earlier_day_adds_to_the_history_and_moves_nothing(self, transfer, taker):
        past = TODAY() - timedelta(days=90)
        actions.note_step(transfer=transfer, by=taker, phase=Phase.ADAPTING)
        step = actions.note_step(transfer=transfer, by=taker, phase=Phase.GETTING_TO_KNOW, on=past)

        assert transfer.steps.first() == step
        assert now(transfer).phase == Phase.ADAPTING
        assert list(violations()) == []

    def test_a_day_to_come_is_refused(self, transfer, taker):
        with pytest.raises(ValidationError, match="kommt erst"):
            actions.note_step(transfer=transfer, by=taker, note="Bald.", on=TODAY() + timedelta(days=1))

    def test_a_step_that_says_nothing_is_refused(self, transfer, taker):
        for phase in ("", Phase.INTEREST):
            with pytest.raises(ValidationError, match="Bitte wählen"):
                actions.note_step(transfer=transfer, by=taker, phase=phase, note="  ")

    def test_not_known_never_becomes_arrived_by_guessing(self, begun, taker):
        Transfer.objects.filter(pk=begun.pk).update(phase=Phase.UNKNOWN)
        with pytest.raises(ValidationError, match="beide Seiten"):
            actions.note_step(transfer=begun, by=taker, phase=Phase.ARRIVED)

    def test_one_from_a_source_gets_its_first_step(self, giver, source):
        old = make.TransferFactory(source=source, year_from=2013)
        assert not old.steps.exists()

        actions.note_step(transfer=old, by=giver, note="Sie waren damals oft bei uns.")

        assert [(step.phase, step.note) for step in old.steps.all()] == [
            (Phase.UNKNOWN, "Sie waren damals oft bei uns.")
        ]
        assert (now(old).phase, now(old).year_from) == (Phase.UNKNOWN, 2013)

    def test_what_curators_put_right_is_followed_by_a_step(self, transfer):
        actions.amend_transfer(transfer=transfer, phase=Phase.ADAPTING)

        assert (transfer.steps.last().phase, transfer.steps.last().side) == (Phase.ADAPTING, "")
        assert list(violations()) == []

    def test_what_was_retracted_is_told_and_not_changed(self, transfer, taker):
        actions.retract_transfer(transfer=transfer)
        with pytest.raises(ValidationError, match="zurückgezogen"):
            actions.note_step(transfer=transfer, by=taker, note="Weiter.")

    def test_a_note_is_taken_back_by_its_writer(self, transfer, giver, taker):
        step = actions.note_step(
            transfer=transfer, by=taker, phase=Phase.ADAPTING, note="Oje.", is_public=True
        )
        with pytest.raises(PermissionDenied):
            actions.take_note_back(step=step, by=giver)

        actions.take_note_back(step=step, by=taker)

        assert (now(step).note, now(step).is_public, now(step).phase) == ("", False, Phase.ADAPTING)

    def test_a_curator_takes_a_note_out_of_public_sight(self, transfer, taker, curator):
        step = actions.note_step(transfer=transfer, by=taker, note="Oje.", is_public=True)
        actions.take_note_back(step=step, by=curator)

        assert (now(step).note, now(step).is_public) == ("Oje.", False)


class TestRestAndEnd:
    def test_it_rests_and_goes_on(self, transfer, giver, taker):
        actions.rest_transfer(transfer=transfer, by=giver)
        assert now(transfer).status == Status.RESTING
        with pytest.raises(ValidationError):
            actions.rest_transfer(transfer=transfer, by=giver)

        actions.resume_transfer(transfer=transfer, by=taker)

        assert now(transfer).status == Status.OPEN
        assert [step.status for step in transfer.steps.all()] == ["open", "resting", "open"]

    def test_a_step_to_another_phase_wakes_it(self, transfer, taker):
        actions.rest_transfer(transfer=transfer, by=taker)
        actions.note_step(transfer=transfer, by=taker, note="Noch nicht.")
        assert now(transfer).status == Status.RESTING

        actions.note_step(transfer=transfer, by=taker, phase=Phase.ADAPTING)

        assert now(transfer).status == Status.OPEN

    def test_a_reason_is_public_only_if_the_group_says_so(self, transfer, giver, taker):
        said = {"because": "people", "words": "Zwei sind umgezogen.", "is_public": True}
        actions.end_transfer(transfer=transfer, by=giver, **said)
        assert (now(transfer).status, now(transfer).end_reason_is_public) == (Status.ENDED, False)
        with pytest.raises(ValidationError, match="nur die Gruppe"):
            actions.end_transfer(transfer=transfer, by=giver, **said)

        actions.end_transfer(transfer=transfer, by=taker, **said)

        assert now(transfer).end_reason_is_public
        assert now(transfer).year_to == TODAY().year
        assert [step.status for step in transfer.steps.all()] == ["open", "ended"]

    def test_what_ended_takes_no_step_until_it_is_taken_up_again(self, transfer, taker):
        actions.end_transfer(transfer=transfer, by=taker, because="room", is_public=True)
        with pytest.raises(ValidationError, match="wieder auf"):
            actions.note_step(transfer=transfer, by=taker, phase=Phase.ADAPTING)

        actions.resume_transfer(transfer=transfer, by=taker)

        stored = now(transfer)
        assert (stored.status, stored.year_to, stored.ended_because) == (Status.OPEN, None, "")
        assert list(violations()) == []


class TestAdaptations:
    SAID = {
        "kind": "adapted",
        "part": "flexible",
        "element": "samstags",
        "reason": "Markttag",
        "result": "voll",
    }

    def test_both_sides_write_change_and_drop_them(self, transfer, giver, taker):
        row = actions.add_adaptation(transfer=transfer, by=taker, said=self.SAID)
        actions.add_adaptation(transfer=transfer, by=giver, said=self.SAID | {"element": "Kaffee"})
        assert [one.position for one in transfer.adaptations.all()] == [0, 1]

        actions.change_adaptation(row=row, by=giver, seen=mark_of(row), said=self.SAID | {"kind": "new"})
        assert now(row).kind == "new"

        actions.drop_adaptation(row=row, by=taker, seen=mark_of(now(row)))
        assert [one.element for one in transfer.adaptations.all()] == ["Kaffee"]

    def test_what_somebody_has_changed_meanwhile_is_not_overwritten(self, transfer, giver, taker):
        row = actions.add_adaptation(transfer=transfer, by=taker, said=self.SAID)
        seen = mark_of(row)
        actions.change_adaptation(row=row, by=giver, seen=seen, said=self.SAID | {"result": "leer"})

        with pytest.raises(ValidationError, match="inzwischen"):
            actions.change_adaptation(row=row, by=taker, seen=seen, said=self.SAID)
        with pytest.raises(ValidationError, match="inzwischen"):
            actions.drop_adaptation(row=row, by=taker, seen=seen)
        assert now(row).result == "leer"

    def test_others_write_none(self, transfer, curator):
        row = make.AdaptationFactory(transfer=transfer)
        with pytest.raises(PermissionDenied):
            actions.add_adaptation(transfer=transfer, by=curator, said=self.SAID)
        with pytest.raises(PermissionDenied):
            actions.drop_adaptation(row=row, by=curator, seen=mark_of(row))


class TestSureness:
    def test_a_source_makes_it_documented(self, begun, giver):
        assert self.sureness() == "reported"
        known = make.SourceFactory(url="https://example.org/bericht")

        actions.add_source(transfer=begun, by=giver, url=known.url, year=2026)
        actions.add_source(transfer=begun, by=giver, document="Protokoll", year=2025)
        actions.add_source(transfer=begun, by=giver, document="Protokoll", year=2025)

        assert begun.sources.count() == 2
        assert self.sureness() == "sourced"

    def test_two_people_make_it_sure(self, begun, giver, taker):
        actions.confirm_transfer(transfer=begun, side=Side.SOURCE, by=giver)
        assert self.sureness() == "reported"
        actions.confirm_transfer(transfer=begun, side=Side.TARGET, by=taker)
        assert self.sureness() == "both"

    def test_nobody_confirms_for_the_other_side(self, begun, giver, curator):
        for person in (giver, curator):
            with pytest.raises(PermissionDenied):
                actions.confirm_transfer(transfer=begun, side=Side.TARGET, by=person)

    def test_there_is_nothing_to_confirm_without_a_project(self, transfer, taker):
        with pytest.raises(ValidationError, match="noch kein Projekt"):
            actions.confirm_transfer(transfer=transfer, side=Side.TARGET, by=taker)

    def test_what_was_said_of_other_ends_holds_no_more(self, begun, giver):
        actions.confirm_transfer(transfer=begun, side=Side.SOURCE, by=giver)
        actions.amend_transfer(transfer=begun, note="Im Mai.")
        assert begun.confirmations.count() == 1

        actions.amend_transfer(transfer=begun, source=begun.target, target=begun.source)

        assert begun.confirmations.count() == 0

    def sureness(self):
        return Transfer.objects.with_certainty().get().certainty
