"""The public history: every public version, without names; the group brings back and redacts."""

import pytest
from django.urls import reverse

from projects import actions
from projects.choices import State
from projects.history import visible_versions
from projects.models import Project, Version
from projects.versions import version_now
from tests import factories as make

pytestmark = pytest.mark.django_db

SECRET = "Telefon 0711-geheim"


def now(project):
    return Project.objects.get(pk=project.pk)


def change(project, by, **changes):
    base = version_now(project)
    return actions.revise(project=now(project), content=base.content | changes, base=base, by=by)


@pytest.fixture
def entry(contributor, curator):
    """Handed in with a private number, changed before it was published, changed again after it."""
    content = version_now(make.ProjectFactory(title="Nähtreff", slug="vorlage")).content
    project = actions.submit(content=content | {"results": SECRET}, by=contributor)
    change(project, contributor, results="Man grüßt sich.")
    actions.publish(project=now(project), by=curator)
    change(project, contributor, results="Man grüßt sich und näht.")
    return now(project)


def page(client, entry):
    return client.get(reverse("projects:history", args=[entry.slug])).content.decode()


def numbers(entry, person):
    return [version.number for version in visible_versions(entry, person)]


def test_visitors_read_what_was_public_and_nothing_from_before(entry, visitor, client):
    assert numbers(entry, visitor) == [3, 2]
    html = page(client, entry)
    assert "und näht" in html
    assert SECRET not in html


def test_nobody_is_named(entry, client, contributor, curator):
    html = page(client, entry)
    assert contributor.email not in html
    assert curator.email not in html
    assert "@" not in html


def test_those_it_concerns_read_all_of_it(entry, contributor, curator, other_contributor):
    assert numbers(entry, contributor) == numbers(entry, curator) == [3, 2, 1]
    assert numbers(entry, other_contributor) == [3, 2]


def test_what_was_written_while_the_entry_was_archived_is_not_public(entry, curator, visitor, other_curator):
    actions.archive(project=entry, by=curator)
    change(entry, curator, results=SECRET)
    change(entry, curator, results="Wieder öffentlich.")
    actions.publish(project=now(entry), by=other_curator)
    assert numbers(now(entry), visitor) == [5, 3, 2]


def test_the_history_of_a_seeded_entry_begins_when_it_is_first_changed(visitor, curator):
    seeded = make.ProjectFactory()
    assert numbers(seeded, visitor) == []
    change(seeded, curator, results="Neu.")
    assert numbers(now(seeded), visitor) == [2, 1]


def test_an_entry_that_came_back_without_a_line_in_the_log_has_a_history(entry, curator, visitor):
    actions.hide(project=entry, by=curator)
    Project.objects.filter(pk=entry.pk).update(state=State.PUBLISHED)
    assert numbers(now(entry), visitor)


def version_page(entry, number):
    return reverse("projects:version", args=[entry.slug, number])


def test_the_group_brings_a_version_back(entry, client_of, curator):
    answer = client_of(curator).post(version_page(entry, 2), {"restore": ""}, follow=True)
    assert now(entry).results == "Man grüßt sich."
    assert "was damals darin stand" in answer.content.decode()


def test_the_group_redacts_a_version_and_the_reason_stays(entry, client_of, curator, client):
    browser = client_of(curator)
    refused = browser.post(version_page(entry, 2), {"redact": "", "why": " "})
    assert "Grund" in refused.content.decode()
    browser.post(version_page(entry, 2), {"redact": "", "why": "Eine Nummer stand darin."})
    assert Version.objects.get(project=entry, number=2).content == {}
    html = page(client, entry)
    assert "Eine Nummer stand darin." in html
    assert "Man grüßt sich." not in html.replace("Man grüßt sich und", "")


def test_what_the_entry_says_now_is_neither_brought_back_nor_redacted(entry, client_of, curator):
    html = client_of(curator).get(version_page(entry, 3)).content.decode()
    assert 'name="restore"' not in html
    client_of(curator).post(version_page(entry, 3), {"redact": "", "why": "Darum."})
    assert Version.objects.get(project=entry, number=3).content


@pytest.mark.parametrize("person", ["visitor", "contributor"])
def test_others_cannot_open_the_page_of_one_version(entry, client_of, request, person):
    browser = client_of(request.getfixturevalue(person))
    assert browser.get(version_page(entry, 1)).status_code == 403
    assert browser.post(version_page(entry, 1), {"redact": "", "why": "x"}).status_code == 403
