"""Drafts: opened by their token, kept for 30 days after the last change."""

from datetime import timedelta

import pytest
from django.utils import timezone

from projects.models import Draft
from projects.models.draft import key_of, new_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return Draft.objects.create(key=key_of(new_token()), data={"title": ["Nähtr"]})


def test_a_draft_is_opened_by_its_token_and_by_nothing_that_is_stored(draft):
    assert Draft.objects.of_token(draft.token).get() == draft
    for forged in ("", draft.key, f"{draft.key}.", draft.token[:-1], draft.token + "x"):
        assert not Draft.objects.of_token(forged).exists()


def test_a_token_is_handed_out_before_there_is_a_draft_and_two_are_never_the_same():
    tokens = {new_token() for _ in range(50)}
    assert len(tokens) == 50
    assert not any(Draft.objects.of_token(token).exists() for token in tokens)


def test_whoever_wrote_a_draft_finds_its_token_again(draft):
    assert Draft.objects.get(pk=draft.pk).token == draft.token


def test_each_save_keeps_it_for_another_thirty_days_and_then_it_is_closed(draft):
    assert draft.expires_at - timezone.now() > timedelta(days=29, hours=23)
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert not Draft.objects.of_token(draft.token).exists()
    assert list(Draft.objects.expired()) == [draft]
    draft.save()
    assert Draft.objects.of_token(draft.token).exists()


def test_what_was_handed_in_is_no_unsent_draft(draft):
    assert list(Draft.objects.unsent()) == [draft]
    Draft.objects.update(handed_in_at=timezone.now())
    assert not Draft.objects.unsent().exists()
