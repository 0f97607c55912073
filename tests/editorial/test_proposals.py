"""The page of a proposed change: a diff to read, accepted or declined by somebody else."""

import pytest

from projects import actions
from projects.models import Project, ProposalState
from projects.versions import version_now
from tests.factories import ProjectFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return ProjectFactory(title="Tauschregal", summary="Bücher wandern von Hand zu Hand.")


def propose(project, by, **changes):
    base = version_now(project)
    return actions.revise(
        project=project, content=base.content | changes, base=base, by=by, reason="Seit Mai auch Spiele."
    )


@pytest.fixture
def proposal(project, contributor):
    return propose(project, contributor, summary="Bücher und Spiele wandern von Hand zu Hand.")


def page_of(proposal):
    return f"/redaktion/aenderungen/{proposal.pk}/"


def read(browser, proposal):
    return browser.get(page_of(proposal))


def answer(browser, proposal, choice, words=""):
    seen = read(browser, proposal).context["seen"]
    return browser.post(page_of(proposal), {"answer": choice, "words": words, "seen": seen}, follow=True)


def text_of(response):
    return response.content.decode()


def now(row):
    return type(row).objects.get(pk=row.pk)


def test_curator_reads_what_would_be_different_and_why(client_of, curator, proposal, contributor):
    page = text_of(read(client_of(curator), proposal))

    assert "<ins>" in page
    assert "und Spiele" in page
    assert "Seit Mai auch Spiele." in page
    assert contributor.email not in page


def test_curator_accepts_it(client_of, curator, proposal, project):
    assert "steht im Eintrag" in text_of(answer(client_of(curator), proposal, "accept"))
    assert now(project).summary == "Bücher und Spiele wandern von Hand zu Hand."
    assert now(proposal).state == ProposalState.ACCEPTED


def test_curator_declines_it_with_words(client_of, curator, proposal, project):
    assert "Bitte schreiben Sie einen Satz" in text_of(answer(client_of(curator), proposal, "decline"))
    assert now(proposal).state == ProposalState.OPEN

    answer(client_of(curator), proposal, "decline", "Spiele stehen schon im Text.")
    assert (now(proposal).state, now(proposal).answer) == (
        ProposalState.DECLINED,
        "Spiele stehen schon im Text.",
    )
    assert "und Spiele" not in now(project).summary


def test_nobody_decides_on_their_own_proposal(client_of, curator, other_curator, project):
    opened = version_now(project)
    actions.revise(
        project=project, content=opened.content | {"results": "Gut."}, base=opened, by=other_curator
    )
    late = actions.revise(
        project=project, content=opened.content | {"problem": "Allein."}, base=opened, by=curator
    )
    assert "Ihr eigener Vorschlag" in text_of(read(client_of(curator), late))
    assert "eigenen Vorschlag" in text_of(answer(client_of(curator), late, "accept"))
    assert now(late).state == ProposalState.OPEN


def test_a_conflict_is_shown_and_the_curator_decides(client_of, curator, other_curator, proposal, project):
    base = version_now(project)
    other = base.content | {"summary": "Kleider wandern."}
    actions.revise(project=project, content=other, base=base, by=other_curator)
    page = text_of(read(client_of(curator), proposal))

    assert "Inzwischen anders geändert" in page
    assert "Kleider" in page
    answer(client_of(curator), proposal, "accept")
    assert now(project).summary == "Bücher und Spiele wandern von Hand zu Hand."


def test_a_change_while_the_page_was_open_is_told(client_of, curator, proposal, project):
    seen = read(client_of(curator), proposal).context["seen"]
    Project.objects.filter(pk=project.pk).update(summary="Kleider wandern.")
    late = client_of(curator).post(page_of(proposal), {"answer": "accept", "seen": seen}, follow=True)

    assert "inzwischen geändert" in text_of(late)
    assert now(project).summary == "Kleider wandern."


def test_who_comes_second_is_told(client_of, curator, other_curator, proposal):
    answer(client_of(other_curator), proposal, "decline", "Nein.")

    assert "bereits abgelehnt" in text_of(answer(client_of(curator), proposal, "accept"))
    assert "Der Vorschlag ist abgelehnt" in text_of(read(client_of(curator), proposal))


def test_reading_it_changes_nothing(client_of, curator, proposal, project):
    before = project.versions.count()
    client_of(curator).get(page_of(proposal), {"answer": "accept"})

    assert now(proposal).state == ProposalState.OPEN
    assert project.versions.count() == before
    assert client_of(curator).post(page_of(proposal), {"answer": "vielleicht"}).status_code == 400
