"""A group has begun: its own entry takes the place of "eine Gruppe in …"."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from knowledge import actions
from knowledge.audit import violations
from knowledge.choices import Phase, Side, Status
from knowledge.ends import target_end
from knowledge.linking import begin_draft, link_target, linkable_by
from knowledge.models import Transfer
from knowledge.origins import take_as_transfer
from projects.models import Origin
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return make.ProjectFactory(title="Lesecafé", topics=[make.TopicFactory(name="Lesen")])


@pytest.fixture
def district():
    return make.DistrictFactory(name="Möhringen")


@pytest.fixture
def group(source, district):
    return make.InterestFactory(project=source, district=district, granted=True)


@pytest.fixture
def entry(group, district):
    entry = make.ProjectFactory(title="Lesestube", home_district=district, submitted_by=group.by)
    entry.owners.add(group.by)
    return entry


def now(row):
    return type(row).objects.get(pk=row.pk)


def test_the_entry_takes_the_place_of_the_group(group, entry):
    linked = link_target(transfer=group.transfer, by=group.by, project=entry)

    assert (linked.pk, linked.target, linked.interested_district) == (group.transfer.pk, entry, None)
    assert list(linked.groups.all()) == [group]
    assert list(violations()) == []


@pytest.mark.parametrize("state", ["submitted", "queried"])
def test_an_entry_that_waits_can_be_linked_and_shows_to_both_sides_only(group, entry, visitor, state):
    keeper = make.UserFactory()
    group.project.owners.add(keeper)
    entry.state, entry.published_at = state, None
    entry.save()

    linked = link_target(transfer=group.transfer, by=group.by, project=entry)

    assert not Transfer.objects.visible_to(visitor).exists()
    shown = Transfer.objects.visible_to(keeper).with_ends(keeper).get(pk=linked.pk)
    assert target_end(shown).text == "ein Projekt in Möhringen (noch nicht veröffentlicht)"


@pytest.mark.parametrize("state", ["rejected", "archived", "merged", "removed"])
def test_an_entry_that_is_over_cannot_be_linked(group, state):
    gone = make.ProjectFactory(submitted_by=group.by, **{state: True})

    assert not linkable_by(group.by).exists()
    with pytest.raises(PermissionDenied):
        link_target(transfer=group.transfer, by=group.by, project=gone)


def test_only_the_group_links_and_only_its_own(group, entry, contributor):
    keeper = make.UserFactory()
    group.project.owners.add(keeper)
    entry.owners.add(keeper)
    for person in (keeper, contributor):
        with pytest.raises(PermissionDenied):
            link_target(transfer=group.transfer, by=person, project=entry)
    with pytest.raises(PermissionDenied, match="eigenen"):
        link_target(transfer=group.transfer, by=group.by, project=make.ProjectFactory())


def test_it_is_linked_once(group, entry):
    link_target(transfer=group.transfer, by=group.by, project=entry)
    with pytest.raises(ValidationError, match="schon ein Projekt"):
        link_target(transfer=group.transfer, by=group.by, project=entry)


def test_a_project_cannot_take_an_idea_over_from_its_own_descendant(group, entry):
    make.TransferFactory(source=entry, target=group.project)
    with pytest.raises(ValidationError, match="nicht ihr eigener Ursprung"):
        link_target(transfer=group.transfer, by=group.by, project=entry)
    assert now(group).transfer.target is None


def test_where_the_pair_is_recorded_already_the_two_become_one(group, entry):
    actions.note_step(transfer=group.transfer, by=group.by, phase=Phase.ADAPTING, note="Fast.")
    recorded = make.TransferFactory(source=group.project, target=entry, year_from=2013)

    linked = link_target(transfer=group.transfer, by=group.by, project=entry)

    assert linked == recorded
    assert (linked.phase, linked.year_from) == (Phase.ADAPTING, 2013)
    assert [step.note for step in linked.steps.all()] == ["", "Fast."]
    assert now(group).transfer == recorded
    assert Transfer.objects.counted().get() == recorded
    assert list(violations()) == []


def test_another_group_of_the_district_goes_on_by_itself(group, entry, district):
    other = make.InterestFactory(project=group.project, district=district, granted=True)
    assert other.transfer == group.transfer

    linked = link_target(transfer=group.transfer, by=group.by, project=entry)

    left = now(other).transfer
    assert (left.interested_district, left.phase, left.status) == (district, Phase.INTEREST, Status.OPEN)
    assert left != linked
    assert list(linked.groups.all()) == [group]
    assert list(violations()) == []


def test_another_group_goes_on_also_where_two_records_become_one(group, entry, district):
    other = make.InterestFactory(project=group.project, district=district, granted=True)
    make.TransferFactory(source=group.project, target=entry)

    linked = link_target(transfer=group.transfer, by=group.by, project=entry)

    assert now(other).transfer not in (None, linked)
    assert (now(other).transfer.status, now(other).transfer.phase) == (Status.OPEN, Phase.INTEREST)
    assert list(violations()) == []


def test_a_draft_says_what_is_known_already(group, source, district):
    draft = begin_draft(transfer=group.transfer, by=group.by)

    assert draft.user == group.by
    assert draft.data == {
        "place": ["Möhringen"],
        "topics": [str(source.topics.get().pk)],
        "origin_kind": ["here"],
        "origin_project": ["Lesecafé"],
    }


def test_an_origin_that_a_curator_settles_leads_on_the_interest_of_the_group(group, entry, curator):
    told = Origin.objects.create(project=entry, kind="here", source=group.project)

    transfer = take_as_transfer(origin=told, by=curator)

    assert (transfer.pk, transfer.target, transfer.phase) == (group.transfer.pk, entry, Phase.INTEREST)
    assert Transfer.objects.count() == 1


def test_both_sides_can_confirm_once_it_is_linked(group, entry):
    keeper = make.UserFactory()
    group.project.owners.add(keeper)
    linked = link_target(transfer=group.transfer, by=group.by, project=entry)

    actions.confirm_transfer(transfer=linked, side=Side.TARGET, by=group.by)
    actions.confirm_transfer(transfer=linked, side=Side.SOURCE, by=keeper)

    assert Transfer.objects.with_certainty().get(pk=linked.pk).certainty == "both"
