"""Figures are counted once while nothing changes, and never older than the last change."""

import threading

import pytest
from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save

from outbox import figures
from outbox.actions import drain, owe
from outbox.edition import FIGURES
from outbox.models import Edition, OutboxEntry


@pytest.fixture
def followed():
    """A model of our own is followed as if it were counted."""
    figures.follow(Edition)
    yield
    for signal in (post_save, post_delete):
        signal.disconnect(figures.note_change, sender=Edition)


@pytest.fixture
def count():
    """A counting that is kept, with the keys that were really counted in `asked`."""

    @figures.kept
    def counting(*key):
        counting.asked.append(key)
        return OutboxEntry.objects.exclude(kind=FIGURES).count()

    counting.asked = []
    return counting


def test_the_same_is_counted_once_while_nothing_changes(db, count):
    assert count("a") == count("a") == count("b") == 0
    assert count.asked == [("a",), ("b",)]


def test_while_a_change_waits_everything_is_counted_anew(db, count):
    count()
    figures.note_change()

    count()
    count()
    assert len(count.asked) == 3

    drain()
    count()
    count()
    assert len(count.asked) == 4


@pytest.mark.django_db(transaction=True)
def test_a_change_is_seen_in_its_own_transaction_and_by_everybody_after_it(count):
    assert count() == 0
    with transaction.atomic():
        OutboxEntry.objects.create(kind="nobody's", payload={})
        figures.note_change()
        assert count() == 1
        assert counted_elsewhere(count) == 0  # nobody else sees it yet
    assert not OutboxEntry.objects.filter(kind=FIGURES).exists()
    assert count() == counted_elsewhere(count) == 1


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_is_forgotten(count):
    with transaction.atomic():
        OutboxEntry.objects.create(kind="nobody's", payload={})
        figures.note_change()
        assert count() == 1
        transaction.set_rollback(True)

    assert count() == 0


def test_a_followed_model_says_itself_that_it_has_changed(db, followed):
    Edition.objects.get().save()

    assert OutboxEntry.objects.filter(kind=FIGURES).exists()


def test_other_work_that_waits_changes_no_figure(db, count):
    count()
    owe("mail", {})
    count()

    assert len(count.asked) == 1


def test_a_flush_begins_anew(db, count):
    count()
    figures.count_anew_after_migrations()
    count()

    assert len(count.asked) == 2


def test_only_so_much_is_kept(db, count, monkeypatch):
    monkeypatch.setattr(figures, "MOST_KEPT", 2)
    for key in ("a", "b", "c", "c", "a"):
        count(key)

    assert [key for (key,) in count.asked] == ["a", "b", "c", "a"]


def counted_elsewhere(count):
    """What another connection counts."""
    found = []

    def work():
        try:
            found.append(count())
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return found[0]
