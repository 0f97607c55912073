"""Nothing that somebody typed is lost: two windows, a draft that is gone, one that was handed in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from projects.contributing.drafts import LONGEST, TooLongError, forget_drafts, keep, throw_away
from projects.models import Draft
from projects.models.draft import new_token
from projects.versions import version_now
from tests import factories as make

pytestmark = pytest.mark.django_db

ONE, OTHER = {"title": ["Nähtreff"]}, {"title": ["Nähcafé"]}


@pytest.fixture
def token():
    return new_token()


def kept(token):
    return Draft.objects.of_token(token).get()


def test_the_first_save_makes_the_draft_and_each_further_one_counts(token):
    assert keep(token=token, typed=ONE, revision=0).draft.revision == 1
    assert keep(token=token, typed=OTHER, revision=1).draft.revision == 2
    assert kept(token).data == OTHER


def test_the_same_words_again_are_no_save_whatever_the_page_remembers(token):
    keep(token=token, typed=ONE, revision=0)
    again = keep(token=token, typed=ONE, revision=0)
    assert (again.draft.revision, again.other, Draft.objects.count()) == (1, None, 1)


def test_a_second_window_becomes_a_draft_of_its_own_and_both_are_kept(token, contributor):
    keep(token=token, typed=ONE, revision=0, by=contributor)
    later = keep(token=token, typed=OTHER, revision=0)
    assert later.other == kept(token)
    assert (kept(token).data, later.draft.data) == (ONE, OTHER)
    assert (kept(later.draft.token), later.draft.user) == (later.draft, contributor)


def test_each_step_keeps_what_the_other_steps_asked_for(token):
    keep(token=token, typed=ONE, revision=0)
    keep(token=token, typed={"email": ["a@example.org"]}, revision=1, fields=["email"])
    keep(token=token, typed=OTHER, revision=2)
    assert kept(token).data == OTHER | {"email": ["a@example.org"]}


def test_a_draft_that_has_expired_is_there_again_once_somebody_goes_on(token):
    keep(token=token, typed=ONE, revision=0)
    Draft.objects.update(expires_at=timezone.now() - timedelta(days=1))
    keep(token=token, typed=OTHER, revision=1)
    assert kept(token).data == OTHER


def test_words_typed_after_handing_in_become_a_change_of_the_entry(token, contributor):
    entry = make.ProjectFactory()
    draft = keep(token=token, typed=ONE, revision=0, by=contributor).draft
    Draft.objects.update(handed_in_at=timezone.now(), project=entry, base=version_now(entry), data={})
    later = keep(token=token, typed=ONE | {"results": ["Neu."]}, revision=1)
    assert (later.other, later.draft.project, later.draft.user) == (draft, entry, contributor)
    assert later.draft.base == version_now(entry)


def test_whoever_signs_in_while_writing_finds_the_draft_among_their_own(
    token, contributor, other_contributor
):
    keep(token=token, typed=ONE, revision=0)
    keep(token=token, typed=OTHER, revision=1, by=contributor)
    keep(token=token, typed=ONE, revision=2, by=other_contributor)
    assert kept(token).user == contributor


def test_a_draft_is_thrown_away_at_its_writer_s_wish(token):
    keep(token=token, typed=ONE, revision=0)
    throw_away(token=token)
    assert not Draft.objects.exists()


def test_a_draft_cannot_fill_the_disk(token):
    with pytest.raises(TooLongError):
        keep(token=token, typed={"description": ["x" * (LONGEST + 1)]}, revision=0)
    assert not Draft.objects.exists()


def test_a_draft_whose_time_is_over_is_deleted_with_all_that_was_typed(db):
    living, old = (Draft.objects.create(key=key, data={"title": ["Lesecafé"]}) for key in ("new", "old"))
    Draft.objects.filter(pk=old.pk).update(expires_at=timezone.now())
    assert (forget_drafts(), forget_drafts()) == (1, 0)
    assert list(Draft.objects.all()) == [living]
