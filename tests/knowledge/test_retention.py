"""What is forgotten of travelling knowledge, and when; everything else stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from knowledge import actions as verbs
from knowledge.audit import violations
from knowledge.choices import Status
from knowledge.linking import link_target
from knowledge.models import Interest, Transfer, TransferStep
from knowledge.models.interest import UNANSWERED_KEPT, UNCONFIRMED_KEPT
from knowledge.retention import (
    ENDED_KEPT,
    QUIET,
    REJECTED_KEPT,
    forget_groups,
    forget_rejected,
    forget_unanswered,
    forget_unconfirmed,
)
from projects import actions
from projects.models import ChangeProposal, Decision, Project
from projects.versions import version_now
from tests import factories as make

pytestmark = pytest.mark.django_db


def rejected(days, **fields):
    project = make.ProjectFactory(rejected=True, **fields)
    Project.objects.filter(pk=project.pk).update(updated_at=timezone.now() - timedelta(days=days))
    return project


@pytest.mark.parametrize(("days", "stays"), [(REJECTED_KEPT.days - 1, True), (REJECTED_KEPT.days + 1, False)])
def test_rejected_entry_goes_half_a_year_after_its_last_change(days, stays):
    project = rejected(days)

    assert forget_rejected() == int(not stays)
    assert Project.objects.filter(pk=project.pk).exists() is stays


@pytest.mark.parametrize("state", ["submitted", "queried", "archived", "merged", "removed"])
def test_entry_in_any_other_state_stays_however_old(state):
    make.ProjectFactory(**{state: True})
    count = Project.objects.count()
    Project.objects.update(updated_at=timezone.now() - timedelta(days=3000))

    assert forget_rejected() == 0
    assert Project.objects.count() == count


def test_what_hangs_on_it_goes_and_what_others_have_stays(contributor, curator):
    other = make.ProjectFactory()
    kept = make.TransferFactory(source=other)
    project = rejected(REJECTED_KEPT.days + 1, tags=["Garten"], sources=[make.SourceFactory()])
    make.TransferFactory(source=other, target=project)
    make.LessonFactory(project=project)
    make.QuestionFactory(project=project)
    ChangeProposal.objects.create(project=project, base=version_now(project), changes={"summary": "Neu."})
    actions.log(project, "rejected", curator, "Das ist Werbung.")
    Project.objects.filter(pk=project.pk).update(updated_at=timezone.now() - timedelta(days=999))

    assert forget_rejected() == 1
    assert list(Transfer.objects.all()) == [kept]
    assert Project.objects.filter(pk=other.pk).exists()
    assert Decision.objects.get(words="Das ist Werbung.").title == str(project)


def aged(row, days):
    type(row).objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=days))
    return row


def silent(transfer, days):
    """As if nobody had written a step for so many days."""
    TransferStep.objects.filter(transfer=transfer).update(made_at=timezone.now() - timedelta(days=days))


@pytest.fixture
def group():
    """A group that belongs to a transfer and has written a note for both sides, and one for all."""
    group = make.InterestFactory(granted=True)
    for is_public in (True, False):
        verbs.note_step(transfer=group.transfer, by=group.by, note="Wir waren dort.", is_public=is_public)
    return group


@pytest.mark.parametrize("days", [UNCONFIRMED_KEPT.days - 1, UNCONFIRMED_KEPT.days + 1])
def test_interest_that_was_not_confirmed_goes_after_a_day(days):
    aged(make.InterestFactory(unconfirmed=True), days)
    waiting = aged(make.InterestFactory(), days)

    assert forget_unconfirmed() == int(days > UNCONFIRMED_KEPT.days)
    assert Interest.objects.filter(pk=waiting.pk).exists()


@pytest.mark.parametrize("answer", ["open", "refused"])
def test_interest_that_became_nothing_goes_after_half_a_year(answer, curator):
    interest = make.InterestFactory()
    if answer == "refused":
        verbs.refuse_interest(interest=interest, by=curator, reasons="Nein.")
    aged(interest, UNANSWERED_KEPT.days - 1)
    assert forget_unanswered() == 0

    aged(interest, UNANSWERED_KEPT.days + 1)
    assert forget_unanswered() == 1


def test_group_stays_as_long_as_it_tells_something(group):
    aged(group, 3000)
    silent(group.transfer, QUIET.days - 1)

    assert forget_groups() == 0
    assert forget_unanswered() == 0
    assert Interest.objects.filter(pk=group.pk).exists()


def test_group_that_is_quiet_for_a_year_is_forgotten_and_its_transfer_rests(group):
    silent(group.transfer, QUIET.days + 1)

    assert forget_groups() == 2  # the group, and the note for both sides
    transfer = Transfer.objects.get()
    assert transfer.status == Status.RESTING
    assert [step.note for step in transfer.steps.all()] == ["", "Wir waren dort.", "", ""]
    assert forget_groups() == 0
    assert list(violations()) == []


def test_project_that_is_quiet_for_a_year_goes_on(group):
    entry = make.ProjectFactory(submitted_by=group.by)
    link_target(transfer=group.transfer, by=group.by, project=entry)
    silent(group.transfer, QUIET.days + 1)

    assert forget_groups() == 2
    assert Transfer.objects.get().status == Status.OPEN


@pytest.mark.parametrize(("days", "stays"), [(ENDED_KEPT.days - 1, True), (ENDED_KEPT.days + 1, False)])
def test_group_is_forgotten_a_month_after_it_ended_and_its_reason_stays(group, days, stays):
    verbs.end_transfer(transfer=group.transfer, by=group.by, because="time", is_public=True)
    silent(group.transfer, days)
    forget_groups()

    assert Interest.objects.exists() is stays
    assert Transfer.objects.get().ended_because == "time"
