"""Deciding together: enough approvals, no open objection, a log that can be read years later."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from projects import actions
from projects.choices import State
from projects.models import Approval, Decision, DecisionKind, Objection
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission(contributor):
    project = make.ProjectFactory(submitted=True, submitted_by=contributor)
    project.owners.add(contributor)
    return project


@pytest.fixture
def two_needed(settings):
    settings.APPROVALS_NEEDED = {"project": 2}


def log_of(subject):
    return [decision.kind for decision in Decision.objects.about(subject).order_by("pk")]


def test_one_approval_publishes_a_project(submission, curator):
    assert actions.publish(project=submission, by=curator).state == State.PUBLISHED
    assert log_of(submission) == [DecisionKind.APPROVED, DecisionKind.PUBLISHED]


def test_where_two_are_needed_the_first_only_agrees(submission, curator, other_curator, two_needed):
    assert actions.publish(project=submission, by=curator).state == State.SUBMITTED
    assert actions.publish(project=submission, by=curator).state == State.SUBMITTED
    assert actions.publish(project=submission, by=other_curator).state == State.PUBLISHED


def test_an_approval_of_old_shows_nothing_again(submission, curator, other_curator, two_needed):
    for member in (curator, other_curator):
        actions.publish(project=submission, by=member)
    actions.archive(project=submission, by=curator)
    assert not Approval.objects.about(submission).exists()
    assert actions.publish(project=submission, by=curator).state == State.ARCHIVED


def test_who_keeps_an_entry_no_longer_agrees_to_it(submission, curator, other_curator, two_needed):
    actions.publish(project=submission, by=curator)
    claim = actions.claim(project=submission, by=curator, words="Wir sind es.")
    actions.grant_claim(claim=claim, by=other_curator, checked_how="Angerufen.")
    assert actions.publish(project=submission, by=other_curator).state == State.SUBMITTED


def test_an_open_objection_blocks_until_it_is_withdrawn(submission, curator, other_curator):
    objection = actions.object_to(
        subject=submission, by=other_curator, reason="Die Angaben sind alt.", blocks=True
    )
    with pytest.raises(ValidationError, match="Einwand"):
        actions.publish(project=submission, by=curator)
    with pytest.raises(PermissionDenied):
        actions.withdraw_objection(objection=objection, by=curator)
    actions.withdraw_objection(objection=objection, by=other_curator)
    assert actions.publish(project=submission, by=curator).state == State.PUBLISHED


@pytest.mark.parametrize("gone", ["left", "deleted"])
def test_the_objection_of_somebody_who_has_left_the_group_does_not_block_for_ever(
    submission, curator, other_curator, gone
):
    objection = actions.object_to(subject=submission, by=other_curator, reason="Zu alt.", blocks=True)
    if gone == "left":
        other_curator.is_curator = False
        other_curator.save()
    else:
        other_curator.delete()
    actions.withdraw_objection(objection=objection, by=curator)
    assert actions.publish(project=submission, by=curator).state == State.PUBLISHED


def test_a_concern_is_heard_and_does_not_block(submission, curator, other_curator):
    actions.object_to(subject=submission, by=other_curator, reason="Kurz gefasst.", blocks=False)
    assert actions.publish(project=submission, by=curator).state == State.PUBLISHED
    assert DecisionKind.CONCERN in log_of(submission)


def test_objecting_needs_a_reason_and_takes_one_s_approval_back(submission, curator, two_needed):
    actions.publish(project=submission, by=curator)
    with pytest.raises(ValidationError):
        actions.object_to(subject=submission, by=curator, reason=" ", blocks=True)
    assert Approval.objects.count() == 1
    actions.object_to(subject=submission, by=curator, reason="Doch nicht.", blocks=True)
    assert Approval.objects.count() == 0


def test_the_objection_of_a_person_who_is_gone_can_be_withdrawn(submission, curator, other_curator):
    objection = actions.object_to(subject=submission, by=other_curator, reason="Alt.", blocks=True)
    other_curator.delete()
    actions.withdraw_objection(objection=Objection.objects.get(pk=objection.pk), by=curator)
    assert not Objection.objects.blocking().exists()


def test_the_log_outlives_the_person(submission, curator):
    actions.publish(project=submission, by=curator)
    curator.delete()
    decision = Decision.objects.about(submission).first()
    assert (decision.by_name, decision.title) == ("Mitglied der Steuerungsgruppe", str(submission))


def test_a_change_takes_approvals_back(submission, curator, contributor, two_needed):
    actions.publish(project=submission, by=curator)
    actions.ask_back(project=submission, by=curator, words="Seit wann gibt es das?")
    actions.resubmit(project=submission, by=contributor)
    assert not Approval.objects.about(submission).exists()


@pytest.mark.parametrize("verb", [actions.ask_back, actions.reject])
def test_sending_back_and_rejecting_need_words_and_another_person(submission, curator, verb):
    with pytest.raises(ValidationError):
        verb(project=submission, by=curator, words="  ")
    submission.owners.add(curator)
    with pytest.raises(PermissionDenied, match="eigenen"):
        verb(project=submission, by=curator, words="Warum?")


def test_a_rejected_entry_may_be_handed_in_again_by_those_who_keep_it(
    submission, curator, contributor, other_contributor
):
    actions.reject(project=submission, by=curator, words="Das ist eine Anzeige.")
    with pytest.raises(PermissionDenied):
        actions.resubmit(project=submission, by=other_contributor)
    assert actions.resubmit(project=submission, by=contributor).state == State.SUBMITTED


@pytest.mark.parametrize("verb", [actions.agree, actions.object_to])
def test_contributors_do_not_decide(submission, contributor, verb):
    words = {} if verb is actions.agree else {"reason": "Nein.", "blocks": True}
    with pytest.raises(PermissionDenied):
        verb(subject=submission, by=contributor, **words)
