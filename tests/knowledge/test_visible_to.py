"""Who sees which transfers and lessons."""

import pytest
from django.contrib.auth.models import AnonymousUser

from knowledge.actions import retract_transfer
from knowledge.choices import LessonState
from knowledge.models import Lesson, Transfer
from knowledge.told import told_of
from projects.choices import State
from tests.factories import LessonFactory, ProjectFactory, TopicFactory, TransferFactory

pytestmark = pytest.mark.django_db
STATES = ["published", "archived", "removed", "merged", "submitted", "queried", "rejected"]
ONCE_PUBLIC = STATES[:4]


def project_in(state):
    return ProjectFactory() if state == "published" else ProjectFactory(**{state: True})


@pytest.mark.parametrize("given", STATES)
@pytest.mark.parametrize("taken", STATES)
def test_a_visitor_sees_a_transfer_with_one_public_end_if_the_other_was_public(visitor, given, taken):
    TransferFactory(source=project_in(given), target=project_in(taken))

    is_seen = Transfer.objects.visible_to(visitor).exists()

    assert is_seen == ("published" in (given, taken) and {given, taken} <= set(ONCE_PUBLIC))


@pytest.mark.parametrize("state", STATES)
def test_a_visitor_sees_the_interest_of_a_group_in_a_public_project(visitor, state):
    TransferFactory(source=project_in(state), interest=True)

    assert Transfer.objects.visible_to(visitor).exists() == (state == "published")


def test_an_end_that_was_removed_before_anybody_saw_it_is_no_secret_told_later(visitor):
    TransferFactory(target=ProjectFactory(removed=True, published_at=None))

    assert not Transfer.objects.visible_to(visitor).exists()


def test_a_retracted_transfer_is_seen_by_curators_only_and_counted_for_nobody(visitor, contributor, curator):
    retract_transfer(transfer=TransferFactory())

    seen = [Transfer.objects.visible_to(person).count() for person in (visitor, contributor, curator)]

    assert seen == [0, 0, 1]
    assert Transfer.objects.visible_to(curator).counted().count() == 0


@pytest.mark.parametrize("state", STATES)
def test_only_a_transfer_with_both_ends_in_sight_is_whole(visitor, curator, state):
    transfer = TransferFactory(target=project_in(state))

    assert Transfer.objects.whole_to(visitor).exists() == (state == "published")
    assert transfer in Transfer.objects.whole_to(curator)


def test_contributors_see_the_end_that_is_theirs(contributor, other_contributor):
    archived = ProjectFactory(archived=True, submitted_by=contributor)
    TransferFactory(target=archived)

    seen = [
        Transfer.objects.with_ends(person).get().sees_target for person in (contributor, other_contributor)
    ]

    assert seen == [True, False]


@pytest.mark.parametrize("state", LessonState)
def test_a_visitor_reads_published_lessons_only(visitor, curator, state):
    LessonFactory(state=state)

    assert Lesson.objects.visible_to(visitor).exists() == (state == LessonState.PUBLISHED)
    assert Lesson.objects.visible_to(curator).exists()


@pytest.mark.parametrize("state", STATES)
def test_a_visitor_reads_no_lesson_on_a_hidden_project(visitor, state):
    LessonFactory(project=project_in(state))

    assert Lesson.objects.visible_to(visitor).exists() == (state == "published")


@pytest.mark.parametrize("state", STATES)
def test_a_visitor_reads_no_lesson_on_a_transfer_with_a_masked_end(visitor, state):
    LessonFactory(project=None, transfer=TransferFactory(source=project_in(state)))

    assert Lesson.objects.visible_to(visitor).exists() == (state == "published")


def test_a_visitor_reads_lessons_on_a_topic(visitor):
    LessonFactory(project=None, topic=TopicFactory())

    assert Lesson.objects.visible_to(visitor).count() == 1


def test_lessons_of_a_project_are_its_own_and_those_of_its_transfers(visitor):
    project = ProjectFactory()
    own = LessonFactory(project=project)
    taking = LessonFactory(project=None, transfer=TransferFactory(target=project))
    giving = LessonFactory(project=None, transfer=TransferFactory(source=project))
    LessonFactory()

    assert set(told_of(project, AnonymousUser()).value.lessons) == {own, taking, giving}


def test_states_of_this_table_are_all_there_are():
    assert set(STATES) == set(State)
