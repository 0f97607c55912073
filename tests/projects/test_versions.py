"""Versions, proposals, restoring and redacting: nothing is overwritten in silence."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from projects import actions
from projects.choices import State
from projects.content.reading import content_of
from projects.models import ChangeProposal, Decision, Project, ProposalState, Version, VersionKind
from projects.versions import version_now
from tests import factories as make

pytestmark = pytest.mark.django_db


def now(project):
    return Project.objects.get(pk=project.pk)


@pytest.fixture
def entry(contributor):
    """A published entry that the contributor keeps."""
    project = make.ProjectFactory(title="Tauschregal", summary="Bücher wandern.")
    project.owners.add(contributor)
    return project


def revise(project, by, base=None, **changes):
    base = base or version_now(project)
    return actions.revise(project=project, content=base.content | changes, base=base, by=by)


def test_a_submission_is_its_first_version_and_belongs_to_whoever_made_it(contributor):
    project = actions.submit(content=content_of(make.ProjectFactory()), by=contributor)
    assert (project.state, list(project.owners.all())) == (State.SUBMITTED, [contributor])
    assert [(v.number, v.kind) for v in project.versions.all()] == [(1, VersionKind.SUBMITTED)]


def test_what_the_seed_or_the_admin_wrote_is_kept_before_the_next_change(entry, curator):
    assert version_now(entry).kind == VersionKind.FIRST
    Project.objects.filter(pk=entry.pk).update(summary="Im Admin geändert.")
    assert version_now(entry).content["summary"] == "Im Admin geändert."
    assert version_now(entry) == version_now(entry)
    assert entry.versions.count() == 2


def test_owners_make_small_edits_at_once(entry, contributor):
    version = revise(entry, contributor, summary="Bücher und Spiele wandern.")
    assert isinstance(version, Version)
    assert now(entry).summary == "Bücher und Spiele wandern."


def test_weighty_edits_of_owners_wait_for_the_group_once_published(entry, contributor):
    proposal = revise(entry, contributor, title="Bücherregal", summary="Neu.")
    assert proposal.changes == {"title": "Bücherregal", "summary": "Neu."}
    assert now(entry).title == "Tauschregal"


def test_before_it_is_published_owners_change_anything(entry, contributor):
    Project.objects.filter(pk=entry.pk).update(state=State.QUERIED, published_at=None)
    assert isinstance(revise(now(entry), contributor, title="Bücherregal"), Version)


def test_others_propose_and_the_entry_stays(entry, other_contributor):
    proposal = revise(entry, other_contributor, summary="Auch Kleider wandern.")
    assert isinstance(proposal, ChangeProposal)
    assert now(entry).summary == "Bücher wandern."


def test_visitors_change_nothing(entry):
    with pytest.raises(PermissionDenied):
        revise(entry, AnonymousUser(), summary="Unfug.")


def test_nothing_changed_is_no_version(entry, contributor):
    with pytest.raises(ValidationError):
        revise(entry, contributor)


@pytest.mark.parametrize("person", ["contributor", "curator"])
def test_a_change_on_an_older_version_is_never_applied_silently(entry, request, curator, person):
    opened = version_now(entry)
    revise(entry, curator, summary="Zuerst gespeichert.")
    later = revise(entry, request.getfixturevalue(person), base=opened, summary="Später gespeichert.")
    assert isinstance(later, ChangeProposal)
    assert later.changes == {"summary": "Später gespeichert."}
    assert now(entry).summary == "Zuerst gespeichert."


def test_a_proposal_about_something_else_is_applied_to_what_stands_there_now(
    entry, curator, other_contributor
):
    proposal = revise(entry, other_contributor, results="Man grüßt sich.")
    revise(entry, curator, summary="Inzwischen anders.")
    version = actions.accept_proposal(proposal=proposal, by=curator)
    assert (now(entry).summary, now(entry).results) == ("Inzwischen anders.", "Man grüßt sich.")
    assert (version.kind, version.made_by) == (VersionKind.PROPOSED, other_contributor)


def test_a_conflict_is_told_until_the_curator_has_seen_both(entry, curator, other_contributor):
    proposal = revise(entry, other_contributor, summary="Vorschlag.")
    current = revise(entry, curator, summary="Inzwischen anders.")
    with pytest.raises(ValidationError):
        actions.accept_proposal(proposal=proposal, by=curator)
    actions.accept_proposal(proposal=proposal, by=curator, seen=current)
    assert now(entry).summary == "Vorschlag."


def test_nobody_decides_on_their_own_proposal_and_contributors_on_none(entry, curator, contributor):
    own = actions.revise(project=entry, content={"title": "Anders"}, base=version_now(entry), by=contributor)
    ChangeProposal.objects.update(made_by=curator)
    for person in (curator, contributor):
        with pytest.raises(PermissionDenied):
            actions.accept_proposal(proposal=own, by=person)


def test_one_decision_wins_and_the_other_is_told(entry, curator, other_curator, other_contributor):
    proposal = revise(entry, other_contributor, summary="Vorschlag.")
    actions.decline_proposal(proposal=proposal, by=curator, words="Das stimmt nicht ganz.")
    with pytest.raises(ValidationError, match="abgelehnt"):
        actions.accept_proposal(proposal=proposal, by=other_curator)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.answer) == (ProposalState.DECLINED, "Das stimmt nicht ganz.")


def test_declining_needs_words(entry, curator, other_contributor):
    with pytest.raises(ValidationError):
        actions.decline_proposal(
            proposal=revise(entry, other_contributor, summary="X"), by=curator, words=" "
        )


def test_people_take_only_their_own_proposal_back(entry, curator, other_contributor):
    proposal = revise(entry, other_contributor, summary="Vorschlag.")
    with pytest.raises(PermissionDenied):
        actions.withdraw_proposal(proposal=proposal, by=curator)
    assert actions.withdraw_proposal(proposal=proposal, by=other_contributor).state == ProposalState.WITHDRAWN


def test_proposals_are_seen_by_whom_they_concern(entry, visitor, contributor, other_contributor, curator):
    proposal = revise(entry, other_contributor, summary="Vorschlag.")
    stranger = make.UserFactory()
    seen = {
        person: list(ChangeProposal.objects.visible_to(person))
        for person in (visitor, contributor, other_contributor, curator, stranger)
    }
    assert [person for person, rows in seen.items() if rows == [proposal]] == [
        contributor,
        other_contributor,
        curator,
    ]


def test_an_earlier_version_can_be_restored(entry, curator):
    first = version_now(entry)
    revise(entry, curator, summary="Falsch.")
    restored = actions.restore(version=first, by=curator)
    assert (now(entry).summary, restored.kind, restored.number) == (
        "Bücher wandern.",
        VersionKind.RESTORED,
        3,
    )


def test_a_redacted_version_keeps_what_why_and_when(entry, curator):
    first = version_now(entry)
    with pytest.raises(ValidationError):
        actions.redact(version=first, by=curator, why="Ein Name stand darin.")
    revise(entry, curator, summary="Ohne Namen.")
    redacted = actions.redact(version=first, by=curator, why="Ein Name stand darin.")
    assert (redacted.content, redacted.redacted_why) == ({}, "Ein Name stand darin.")
    assert Decision.objects.about(entry).first().words == "Ein Name stand darin."
    with pytest.raises(ValidationError):
        actions.restore(version=redacted, by=curator)


@pytest.mark.parametrize("verb", ["restore", "redact"])
def test_contributors_neither_restore_nor_redact(entry, contributor, verb):
    words = {"why": "Darum."} if verb == "redact" else {}
    with pytest.raises(PermissionDenied):
        getattr(actions, verb)(version=version_now(entry), by=contributor, **words)
