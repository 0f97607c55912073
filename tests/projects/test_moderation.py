"""The curators' page of one entry: hide at once, publish, archive."""

import pytest

from projects.choices import State
from projects.models import Project
from tests.factories import DistrictFactory, ProjectFactory, QuarterFactory

pytestmark = pytest.mark.django_db


def page_of(project):
    return f"/projekte/{project.slug}/verwalten/"


def take(browser, project, step):
    return browser.post(page_of(project), {"step": step}, follow=True)


def state_of(project):
    return Project.objects.get(pk=project.pk).state


def test_curator_can_hide_an_entry_at_once(client, client_of, curator):
    project = ProjectFactory()
    response = take(client_of(curator), project, "hide")

    assert "Der Eintrag ist ausgeblendet." in response.content.decode()
    assert state_of(project) == State.REMOVED
    assert client.get(project.get_absolute_url()).status_code == 404


def test_curator_can_archive_and_publish_again(client_of, curator):
    project = ProjectFactory()
    assert "Der Eintrag ist archiviert." in take(client_of(curator), project, "archive").content.decode()
    assert "Der Eintrag ist veröffentlicht." in take(client_of(curator), project, "publish").content.decode()
    assert state_of(project) == State.PUBLISHED


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        ("submitted", ["publish", "hide"]),
        ("published", ["archive", "hide"]),
        ("archived", ["publish", "hide"]),
        ("removed", ["publish"]),
        ("rejected", ["hide"]),
        ("merged", []),
    ],
)
def test_only_steps_that_lead_on_are_offered(client_of, curator, state, steps):
    project = ProjectFactory(**({} if state == "published" else {state: True}))
    page = client_of(curator).get(page_of(project)).content.decode()

    assert [step for step in ("publish", "archive", "hide") if f'value="{step}"' in page] == steps
    assert ("nichts zu entscheiden" in page) is (not steps)


def test_curator_is_told_why_their_own_entry_needs_a_second_member(client_of, curator):
    project = ProjectFactory(submitted=True, submitted_by=curator)
    page = client_of(curator).get(page_of(project)).content.decode()
    assert "zweiten Mitglied" in page
    assert 'value="publish"' not in page

    assert "zweites Mitglied" in take(client_of(curator), project, "publish").content.decode()
    assert state_of(project) == State.SUBMITTED


def test_curator_can_hide_their_own_entry(client_of, curator):
    project = ProjectFactory(submitted_by=curator)
    take(client_of(curator), project, "hide")

    assert state_of(project) == State.REMOVED


def test_step_that_came_too_late_is_refused_with_a_sentence(client_of, curator):
    project = ProjectFactory(merged=True)

    assert "nicht möglich" in take(client_of(curator), project, "hide").content.decode()


def test_entry_with_a_misplaced_quarter_is_not_published(client_of, curator):
    quarter = QuarterFactory(name="Lindenhof", district=DistrictFactory(name="Ost"))
    project = ProjectFactory(submitted=True, quarters=[quarter])

    page = take(client_of(curator), project, "publish").content.decode()

    assert "Lindenhof liegt in Ost" in page
    assert state_of(project) == State.SUBMITTED


def test_unknown_step_is_a_bad_request(client_of, curator):
    assert client_of(curator).post(page_of(ProjectFactory()), {"step": "explode"}).status_code == 400
    assert client_of(curator).post(page_of(ProjectFactory())).status_code == 400


def test_reading_the_page_changes_nothing(client_of, curator):
    project = ProjectFactory()
    client_of(curator).get(page_of(project), {"step": "hide"})

    assert state_of(project) == State.PUBLISHED


@pytest.mark.parametrize("step", ["publish", "hide", "archive"])
def test_who_is_no_curator_sees_and_changes_nothing(client, client_of, contributor, step):
    public, hidden = ProjectFactory(), ProjectFactory(submitted=True)
    own = ProjectFactory(submitted=True, submitted_by=contributor)
    for browser in (client, client_of(contributor)):
        assert browser.get(page_of(public)).status_code == 403
        assert browser.post(page_of(public), {"step": step}).status_code == 403
        assert browser.get(page_of(hidden)).status_code == 404
        assert browser.post(page_of(hidden), {"step": step}).status_code == 404
    assert client_of(contributor).post(page_of(own), {"step": step}).status_code == 403
    assert [state_of(public), state_of(hidden), state_of(own)] == ["published", "submitted", "submitted"]


def test_curator_with_access_finds_the_way_to_the_admin(client_of, curator):
    project = ProjectFactory()
    assert "/admin/" not in client_of(curator).get(page_of(project)).content.decode()
    curator.is_staff = True
    curator.save()

    admin_page = f"/admin/projects/project/{project.pk}/change/"
    assert admin_page in client_of(curator).get(page_of(project)).content.decode()
