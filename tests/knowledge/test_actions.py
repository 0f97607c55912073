"""The verbs on transfers keep the rules of the graph."""

import pytest
from django.core.exceptions import FieldDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError, connection

from knowledge.actions import amend_transfer, confirm_transfer, record_transfer, retract_transfer
from knowledge.choices import Phase, Side, Status
from knowledge.graph import lock_graph
from knowledge.merging import merge
from knowledge.models import Confirmation, Transfer
from people.actions import delete_account
from projects.choices import State
from tests.factories import (
    ConfirmationFactory,
    DistrictFactory,
    ProjectFactory,
    SourceFactory,
    TransferFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_an_idea_goes_to_a_project_with_its_sources(contributor):
    source, target, evidence = ProjectFactory(), ProjectFactory(), SourceFactory()

    transfer = record_transfer(
        source=source, target=target, by=contributor, sources=[evidence], year_from=2014, phase=Phase.ADAPTING
    )

    assert (transfer.source, transfer.target, transfer.created_by) == (source, target, contributor)
    assert (transfer.year_from, transfer.phase, transfer.status) == (2014, Phase.ADAPTING, Status.OPEN)
    assert list(transfer.sources.all()) == [evidence]


def test_an_idea_goes_to_a_group_in_a_district():
    district = DistrictFactory(name="Botnang")

    transfer = record_transfer(source=ProjectFactory(title="Rössle"), interested_district=district)

    assert str(transfer) == "Rössle → Botnang"


@pytest.mark.parametrize("both", [True, False])
def test_a_transfer_leads_to_a_project_or_to_a_group(both):
    ends = {"target": ProjectFactory(), "interested_district": DistrictFactory()} if both else {}

    with pytest.raises(ValidationError, match="Transfer führt"):
        record_transfer(source=ProjectFactory(), **ends)


def test_a_project_cannot_be_taken_over_from_itself():
    project = ProjectFactory()

    with pytest.raises(ValidationError, match="von sich selbst"):
        record_transfer(source=project, target=project)


def test_a_second_try_reopens_the_first_and_adds_its_sources():
    first, second = SourceFactory(), SourceFactory()
    transfer = TransferFactory(sources=[first], year_from=2014)
    amend_transfer(
        transfer=transfer, status=Status.ENDED, year_to=2016, end_reason="Umzug", end_reason_is_public=True
    )

    again = record_transfer(source=transfer.source, target=transfer.target, sources=[second], year_from=1999)

    assert again == transfer
    assert again.status == Status.OPEN
    assert (again.year_from, again.year_to) == (2014, None)
    assert (again.end_reason, again.end_reason_is_public) == ("", False)
    assert set(again.sources.all()) == {first, second}


def test_a_second_try_completes_what_is_known_and_overwrites_nothing():
    transfer = TransferFactory(note="So war es.")

    again = record_transfer(source=transfer.source, target=transfer.target, note="Anders.", year_from=2014)

    assert (again.pk, again.note, again.year_from) == (transfer.pk, "So war es.", 2014)


def test_a_second_try_of_a_group_finds_its_interest():
    transfer = TransferFactory(interest=True)

    again = record_transfer(source=transfer.source, interested_district=transfer.interested_district)

    assert again == transfer


def test_several_parents_are_fine():
    target = ProjectFactory()

    TransferFactory(target=target)
    TransferFactory(target=target)

    assert target.transfers_in.count() == 2


def test_an_idea_cannot_be_its_own_ancestor():
    first = TransferFactory()
    second = TransferFactory(source=first.target)

    with pytest.raises(ValidationError, match="nicht ihr eigener Ursprung"):
        record_transfer(source=second.target, target=first.source)


def test_a_retracted_transfer_closes_no_cycle_until_it_is_opened_again():
    retracted = retract_transfer(transfer=TransferFactory())
    TransferFactory(source=retracted.target, target=retracted.source)

    with pytest.raises(ValidationError, match="nicht ihr eigener Ursprung"):
        record_transfer(source=retracted.source, target=retracted.target)

    retracted.refresh_from_db()
    assert retracted.status == Status.RETRACTED


def test_the_direction_of_a_transfer_can_be_put_right():
    transfer = TransferFactory()

    amended = amend_transfer(transfer=transfer, source=transfer.target, target=transfer.source)

    assert (amended.source, amended.target) == (transfer.target, transfer.source)


def test_an_amendment_cannot_close_a_cycle_either():
    first = TransferFactory()
    second = TransferFactory(source=first.target)

    with pytest.raises(ValidationError, match="nicht ihr eigener Ursprung"):
        amend_transfer(transfer=second, target=first.source)


def test_an_amendment_cannot_make_a_double():
    first = TransferFactory()
    second = TransferFactory(source=first.source)

    with pytest.raises(ValidationError, match="schon festgehalten"):
        amend_transfer(transfer=second, target=first.target)


def test_a_group_that_begins_becomes_a_project():
    transfer, project = TransferFactory(interest=True), ProjectFactory()

    amended = amend_transfer(transfer=transfer, target=project, interested_district=None, phase=Phase.TRYING)

    assert (amended.target, amended.interested_district, amended.phase) == (project, None, Phase.TRYING)


@pytest.mark.parametrize("phase", [Phase.TRYING, Phase.ARRIVED])
def test_from_trying_out_on_a_transfer_needs_its_project(phase):
    with pytest.raises(ValidationError, match="Ausprobieren"):
        record_transfer(source=ProjectFactory(), interested_district=DistrictFactory(), phase=phase)


@pytest.mark.parametrize("phase", [Phase.INTEREST, Phase.GETTING_TO_KNOW, Phase.ADAPTING, Phase.UNKNOWN])
def test_before_that_a_group_will_do(phase):
    transfer = record_transfer(source=ProjectFactory(), interested_district=DistrictFactory(), phase=phase)

    assert transfer.phase == phase


def test_not_known_never_becomes_arrived_by_guessing():
    transfer = TransferFactory(phase=Phase.UNKNOWN)
    ConfirmationFactory(transfer=transfer, side=Side.SOURCE)

    with pytest.raises(ValidationError, match="beide Seiten"):
        amend_transfer(transfer=transfer, phase=Phase.ARRIVED)

    ConfirmationFactory(transfer=transfer, side=Side.TARGET)
    assert amend_transfer(transfer=transfer, phase=Phase.ARRIVED).phase == Phase.ARRIVED


def test_a_transfer_cannot_end_before_it_begins():
    with pytest.raises(ValidationError, match="bevor"):
        TransferFactory(year_from=2020, year_to=2019)


def test_an_amendment_of_something_that_a_transfer_has_not_is_a_mistake():
    with pytest.raises(FieldDoesNotExist):
        amend_transfer(transfer=TransferFactory(), stauts=Status.ENDED)


def test_what_is_refused_changes_nothing():
    transfer = TransferFactory(note="vorher")

    with pytest.raises(ValidationError):
        amend_transfer(transfer=transfer, note="nachher", target=transfer.source)

    transfer.refresh_from_db()
    assert transfer.note == "vorher"


def test_nothing_leads_to_an_entry_that_was_merged_since_it_was_read(curator):
    read_before, survivor = ProjectFactory.create_batch(2)
    merge(loser=read_before, survivor=survivor, by=curator)
    assert read_before.state == State.PUBLISHED

    with pytest.raises(ValidationError, match="zusammengeführt"):
        record_transfer(source=ProjectFactory(), target=read_before)

    assert not Transfer.objects.exists()


def test_one_person_cannot_confirm_both_sides(contributor, other_contributor):
    transfer = TransferFactory()
    transfer.source.owners.add(contributor)
    transfer.target.owners.add(contributor, other_contributor)
    confirm_transfer(transfer=transfer, side=Side.SOURCE, by=contributor)

    with pytest.raises(PermissionDenied, match="verschiedenen"):
        confirm_transfer(transfer=transfer, side=Side.TARGET, by=contributor)

    confirm_transfer(transfer=transfer, side=Side.TARGET, by=other_contributor)
    assert transfer.confirmations.count() == 2


def test_the_database_too_wants_two_people(contributor):
    transfer = TransferFactory()
    Confirmation.objects.create(transfer=transfer, side=Side.SOURCE, by=contributor)

    with pytest.raises(IntegrityError):
        Confirmation.objects.create(transfer=transfer, side=Side.TARGET, by=contributor)


def test_a_side_is_confirmed_once(contributor, other_contributor):
    transfer = TransferFactory()
    transfer.source.owners.add(contributor, other_contributor)

    first = confirm_transfer(transfer=transfer, side=Side.SOURCE, by=contributor)
    second = confirm_transfer(transfer=transfer, side=Side.SOURCE, by=other_contributor)

    assert (first, second.by) == (second, contributor)


def test_confirmations_outlive_the_accounts():
    transfer, one, other = TransferFactory(), UserFactory(), UserFactory()
    transfer.source.owners.add(one)
    transfer.target.owners.add(other)
    confirm_transfer(transfer=transfer, side=Side.SOURCE, by=one)
    confirm_transfer(transfer=transfer, side=Side.TARGET, by=other)

    one.delete()
    other.delete()

    assert Transfer.objects.with_certainty().get().certainty == "both"


@pytest.fixture
def left_behind(contributor):
    """A transfer whose giver was confirmed by somebody who has deleted the account since."""
    transfer = TransferFactory()
    transfer.source.owners.add(contributor)
    confirm_transfer(transfer=transfer, side=Side.SOURCE, by=contributor)
    delete_account(person=contributor)
    return transfer


def test_who_comes_back_under_a_new_account_cannot_confirm_the_other_side(left_behind):
    back = UserFactory()
    left_behind.target.owners.add(back)

    with pytest.raises(ValidationError, match="noch einmal bestätigen"):
        confirm_transfer(transfer=left_behind, side=Side.TARGET, by=back)

    left_behind.source.owners.add(back)
    confirm_transfer(transfer=left_behind, side=Side.SOURCE, by=back)
    with pytest.raises(PermissionDenied):
        confirm_transfer(transfer=left_behind, side=Side.TARGET, by=back)


def test_another_of_the_side_confirms_anew_and_the_newcomer_can_confirm_the_other(left_behind):
    another, newcomer = UserFactory(), UserFactory()
    left_behind.source.owners.add(another)
    left_behind.target.owners.add(newcomer)

    confirm_transfer(transfer=left_behind, side=Side.SOURCE, by=another)
    confirm_transfer(transfer=left_behind, side=Side.TARGET, by=newcomer)

    assert [row.by for row in left_behind.confirmations.order_by("side")] == [another, newcomer]


def test_whoever_was_there_before_confirms_the_other_side(other_contributor, left_behind):
    left_behind.target.owners.add(other_contributor)

    confirm_transfer(transfer=left_behind, side=Side.TARGET, by=other_contributor)

    assert Transfer.objects.with_certainty().get().certainty == "both"


def test_a_member_of_the_group_confirms_for_no_side_but_their_own(curator):
    transfer = TransferFactory()

    for side in Side:
        with pytest.raises(PermissionDenied):
            confirm_transfer(transfer=transfer, side=side, by=curator)


@pytest.mark.django_db(transaction=True)
def test_the_graph_is_locked_in_a_transaction_or_not_at_all():
    assert not connection.in_atomic_block
    with pytest.raises(RuntimeError):
        lock_graph()
