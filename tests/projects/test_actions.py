"""Publishing, archiving, hiding: who may, from where, and what is refused with a sentence."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from projects import actions
from projects.choices import State
from projects.models import Project
from tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db


def test_curator_publishes_a_submission(curator):
    project = actions.publish(project=ProjectFactory(submitted=True), by=curator)
    assert project.state == State.PUBLISHED
    assert project.published_at is not None


def test_publishing_again_keeps_the_first_date(curator):
    project = ProjectFactory()
    first = project.published_at
    actions.archive(project=project, by=curator)
    assert actions.publish(project=project, by=curator).published_at == first


def test_curator_does_not_publish_their_own_entry(curator):
    project = ProjectFactory(submitted=True, submitted_by=curator)
    with pytest.raises(PermissionDenied, match="zweites Mitglied"):
        actions.publish(project=project, by=curator)
    project.refresh_from_db()
    assert project.state == State.SUBMITTED


def test_contributor_publishes_nothing(contributor):
    with pytest.raises(PermissionDenied):
        actions.publish(project=ProjectFactory(submitted=True), by=contributor)


@pytest.mark.parametrize("verb", [actions.archive, actions.hide])
def test_contributor_neither_archives_nor_hides(verb, contributor):
    with pytest.raises(PermissionDenied):
        verb(project=ProjectFactory(), by=contributor)


@pytest.mark.parametrize("state", ["submitted", "queried", "published", "archived", "rejected"])
def test_curator_hides_an_entry_in_any_state(state, curator):
    project = ProjectFactory(**({} if state == "published" else {state: True}))
    assert actions.hide(project=project, by=curator).state == State.REMOVED


def test_a_merged_entry_cannot_be_hidden(curator):
    with pytest.raises(ValidationError, match="nicht möglich"):
        actions.hide(project=ProjectFactory(merged=True), by=curator)


def test_a_removed_entry_can_be_shown_again_after_a_decision(curator):
    assert actions.publish(project=ProjectFactory(removed=True), by=curator).state == State.PUBLISHED


def test_only_published_entries_are_archived(curator):
    with pytest.raises(ValidationError):
        actions.archive(project=ProjectFactory(submitted=True), by=curator)


def test_a_confirmation_carries_its_day(curator):
    project = ProjectFactory()
    actions.confirm(project=project)
    assert Project.objects.get(pk=project.pk).last_confirmed is not None
