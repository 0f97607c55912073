""" "Bitte entfernen": hidden at once for everyone, decided within seven days, with reasons."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from people.limits import TooManyTriesError
from projects import actions
from projects.choices import State
from projects.models import Decision, Project, RemovalRequest
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

ADDRESS = "/projekte/naehtreff/entfernen/"


@pytest.fixture
def project():
    return make.ProjectFactory(title="Nähtreff", slug="naehtreff")


@pytest.fixture
def removal(project, contributor):
    return actions.request_removal(project=project, by=contributor, words="Wir hören auf.")


def state_of(project):
    return Project.objects.get(pk=project.pk).state


def test_the_entry_is_hidden_at_once_and_everybody_is_told(project, contributor, curator, client_of):
    page = client_of(contributor).post(ADDRESS, {"words": "Wir hören auf."}).content.decode()
    assert "ausgeblendet" in page
    assert Client().get(project.get_absolute_url()).status_code == 404
    assert {message.to[0] for message in mail.outbox} == {curator.email, contributor.email}


def test_visitors_confirm_an_address_first(project, client):
    assert client.post(ADDRESS, {"words": "Weg."}).headers["Location"].startswith("/konto/anmelden/")
    with pytest.raises(PermissionDenied):
        actions.request_removal(project=project, by=AnonymousUser(), words="Weg.")
    assert state_of(project) == State.PUBLISHED


def test_a_removal_that_is_granted_stays(removal, project, curator, contributor):
    actions.grant_removal(request=removal, by=curator)
    assert state_of(project) == State.REMOVED
    assert mail.outbox[-1].to == [contributor.email]


@pytest.mark.parametrize("state", [State.PUBLISHED, State.ARCHIVED])
def test_a_refused_removal_brings_it_back_to_where_it_was(project, contributor, curator, state):
    Project.objects.filter(pk=project.pk).update(state=state)
    removal = actions.request_removal(project=project, by=contributor, words="Weg.")
    with pytest.raises(ValidationError):
        actions.refuse_removal(request=removal, by=curator, reasons="")
    actions.refuse_removal(request=removal, by=curator, reasons="Der Verein möchte bleiben.")
    assert state_of(project) == state
    assert "Der Verein möchte bleiben." in mail.outbox[-1].body


def test_after_a_refusal_asking_again_does_not_hide_by_itself(project, removal, curator, other_contributor):
    actions.refuse_removal(request=removal, by=curator, reasons="Der Verein möchte bleiben.")
    again = actions.request_removal(project=project, by=other_contributor, words="Doch.")
    assert (again.was_hidden, state_of(project)) == (False, State.PUBLISHED)
    actions.grant_removal(request=again, by=curator)
    assert state_of(project) == State.REMOVED


def test_one_request_at_a_time_and_three_a_day(contributor):
    projects = [make.ProjectFactory() for _ in range(4)]
    actions.request_removal(project=projects[0], by=contributor, words="Weg.")
    with pytest.raises(ValidationError, match="bereits"):
        actions.request_removal(project=projects[0], by=contributor, words="Weg.")
    for project in projects[1:3]:
        actions.request_removal(project=project, by=contributor, words="Weg.")
    with pytest.raises(TooManyTriesError):
        actions.request_removal(project=projects[3], by=contributor, words="Weg.")
    assert state_of(projects[3]) == State.PUBLISHED


def test_nobody_decides_on_their_own_request(project, curator, other_curator, contributor):
    own = actions.request_removal(project=project, by=curator, words="Weg.")
    for person in (curator, contributor):
        with pytest.raises(PermissionDenied):
            actions.refuse_removal(request=own, by=person, reasons="Nein.")
    actions.refuse_removal(request=own, by=other_curator, reasons="Nein.")


def test_nobody_brings_back_their_own_entry(project, removal, curator, other_curator, client_of):
    project.owners.add(curator)
    with pytest.raises(PermissionDenied, match="eigenen Eintrag"):
        actions.refuse_removal(request=removal, by=curator, reasons="Wir möchten bleiben.")
    page = client_of(curator).get(f"/redaktion/entfernen/{removal.pk}/").content.decode()
    assert 'value="grant"' in page
    assert 'value="refuse"' not in page
    assert state_of(project) == State.REMOVED
    actions.refuse_removal(request=removal, by=other_curator, reasons="Der Verein möchte bleiben.")


def test_no_click_shows_what_was_removed_on_request(project, removal, curator, other_curator, client_of):
    with pytest.raises(ValidationError, match="zuerst"):
        actions.publish(project=project, by=other_curator)
    actions.grant_removal(request=removal, by=curator)
    with pytest.raises(ValidationError, match="auf Wunsch entfernt"):
        actions.publish(project=project, by=other_curator)
    assert state_of(project) == State.REMOVED
    page = client_of(curator).get(f"/redaktion/eintraege/{project.slug}/").content.decode()
    assert 'value="publish"' not in page


def test_what_a_curator_hid_by_mistake_is_published_again(project, curator, other_curator):
    actions.hide(project=project, by=curator)
    assert actions.publish(project=project, by=other_curator).state == State.PUBLISHED


def test_the_request_outlives_the_account(removal, contributor, curator):
    contributor.delete()
    stored = RemovalRequest.objects.get(pk=removal.pk)
    assert stored.by is None
    actions.grant_removal(request=stored, by=curator)


def test_the_log_does_not_take_the_asker_for_a_member(removal, project):
    asked = Decision.objects.about(project).get()
    assert asked.by_name == ""


def test_words_are_needed(project, contributor, client_of):
    assert client_of(contributor).post(ADDRESS, {"words": " "}).status_code == 200
    assert state_of(project) == State.PUBLISHED
