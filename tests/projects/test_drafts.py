"""Drafts: opened by their token, kept for 30 days after the last change."""

from datetime import timedelta

import pytest
from django.utils import timezone

from projects.models import Draft

pytestmark = pytest.mark.django_db


def test_a_draft_is_opened_by_its_token_and_by_nothing_that_is_stored():
    draft, token = Draft.begin(data={"title": ["Nähtr"]})
    assert Draft.objects.of_token(token).get() == draft
    assert not Draft.objects.of_token(draft.token_hash).exists()
    assert not Draft.objects.of_token("").exists()


def test_each_save_keeps_it_for_another_thirty_days_and_then_it_is_closed():
    draft, token = Draft.begin()
    assert draft.expires_at - timezone.now() > timedelta(days=29, hours=23)
    Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert not Draft.objects.of_token(token).exists()
    assert list(Draft.objects.expired()) == [draft]
    draft.save()
    assert Draft.objects.of_token(token).exists()
