"""What is kept in memory: read once an edition, and never older than the last change."""

import threading

import pytest
from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save

from outbox import edition
from outbox.models import Edition, OutboxEntry


@pytest.fixture
def followed():
    """A model of our own is followed as if it were a name on every page."""
    edition.follow(OutboxEntry)
    yield OutboxEntry.objects
    for signal in (post_save, post_delete):
        signal.disconnect(edition.renew, sender=OutboxEntry)


@pytest.fixture
def kinds():
    """A kept reading, with the number of times that it was really read in `times`."""

    @edition.kept
    def reading():
        reading.times += 1
        return list(OutboxEntry.objects.values_list("kind", flat=True))

    reading.times = 0
    return reading


def test_nothing_is_read_twice_while_nothing_changes(db, kinds):
    assert kinds() == kinds() == []
    assert kinds.times == 1


def test_a_new_row_a_changed_row_and_a_deleted_row_are_seen_at_once(db, followed, kinds):
    assert kinds() == []
    entry = followed.create(kind="index", payload={})
    assert kinds() == ["index"]

    entry.kind = "mail"
    entry.save()
    assert kinds() == ["mail"]

    entry.delete()
    assert kinds() == []


def test_what_was_rolled_back_is_never_shown(db, followed, kinds):
    with transaction.atomic():
        followed.create(kind="rolled back", payload={})
        assert kinds() == ["rolled back"]
        transaction.set_rollback(True)
    assert kinds() == []

    followed.create(kind="stays", payload={})
    assert kinds() == ["stays"]


def test_without_an_edition_nothing_is_kept(db, kinds):
    Edition.objects.all().delete()

    assert kinds() == kinds() == []
    assert kinds.times == 2


def test_a_request_asks_once_which_edition_it_shows(db, kinds, django_assert_num_queries):
    kinds()

    with edition.one_edition(), django_assert_num_queries(1):
        kinds()
        kinds()


def test_a_request_that_changes_something_shows_the_change(db, followed, kinds):
    with edition.one_edition():
        assert kinds() == []
        followed.create(kind="index", payload={})
        assert kinds() == ["index"]


@pytest.mark.django_db(transaction=True)
def test_what_another_connection_commits_is_seen_by_the_next_request(followed, kinds):
    def write():
        followed.create(kind="elsewhere", payload={})
        connection.close()

    with edition.one_edition():
        assert kinds() == []
    thread = threading.Thread(target=write)
    thread.start()
    thread.join()

    with edition.one_edition():
        assert kinds() == ["elsewhere"]


def test_a_migration_begins_a_new_edition(db):
    before = edition.current()

    edition.renew_after_migrations()
    assert edition.current() != before
