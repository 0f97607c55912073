"""Work owed after a commit: done once, in order, and again later when it fails."""

import threading
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from outbox import actions, registry
from outbox.actions import drain, owe
from outbox.models import OutboxEntry
from outbox.registry import Lane


class Desk:
    """A handler that notes what it is given and fails as often as it is told."""

    def __init__(self, failures=0):
        self.batches, self.failures = [], failures

    def __call__(self, payloads):
        if self.failures:
            self.failures -= 1
            raise ConnectionRefusedError("mail to somebody@example.org was refused")
        self.batches.append([payload["n"] for payload in payloads])


@pytest.fixture
def desk(monkeypatch):
    """Handlers of this test only: "work" in batches of three, "letter" one by one."""
    monkeypatch.setattr(registry, "_handlers", {})
    desk = Desk()
    registry.register("work", desk, batch=3)
    registry.register("letter", desk, batch=1)
    return desk


def owe_all(kind, *numbers):
    for n in numbers:
        owe(kind, {"n": n})


def make_due():
    OutboxEntry.objects.update(due_at=timezone.now())


def test_owed_work_is_done_after_the_commit(commits, desk):
    with transaction.atomic():
        owe_all("work", 1, 2)
        assert desk.batches == []

    assert desk.batches == [[1, 2]]
    assert not OutboxEntry.objects.exists()


def test_a_rolled_back_change_owes_nothing(commits, desk):
    with transaction.atomic():
        owe_all("work", 1)
        transaction.set_rollback(True)

    assert desk.batches == []
    assert not OutboxEntry.objects.exists()


def test_work_after_a_rollback_is_done_all_the_same(commits, desk):
    with transaction.atomic():
        with transaction.atomic():
            owe_all("work", 1)
            transaction.set_rollback(True)
        owe_all("work", 2)

    assert desk.batches == [[2]]


def test_one_commit_plans_one_drain(commits, desk):
    with transaction.atomic():
        owe_all("work", 1, 2, 3)
        assert len(connection.run_on_commit) == 1


def test_work_is_done_oldest_first_and_all_of_a_kind_together(db, desk):
    owe_all("work", 1, 2, 3, 4)
    owe_all("letter", 5, 6)
    owe_all("work", 7)

    assert drain() == 7
    assert desk.batches == [[1, 2, 3], [4, 7], [5], [6]]


def test_a_handler_gets_as_much_as_it_takes_at_once_by_size(db, desk):
    registry.register("work", desk, batch=3, size=lambda payload: payload["n"])
    owe_all("work", 2, 2, 1, 7, 1)

    assert drain() == 5
    assert desk.batches == [[2], [2, 1], [7], [1]]


def test_a_request_leaves_to_a_thread_what_would_take_it_long(commits, desk, monkeypatch):
    handed_over = []
    monkeypatch.setattr(actions, "_beside", lambda work, patience: handed_over.append((work, patience)))
    monkeypatch.setattr(actions, "LOCAL_BUDGET", timedelta(0))
    with transaction.atomic():
        owe_all("work", 1)

    assert desk.batches == []
    [(work, patience)] = handed_over
    work()
    assert desk.batches == [[1]]
    assert patience == 0


def test_a_request_that_finds_a_drainer_at_work_needs_no_thread(commits, desk, monkeypatch):
    handed_over = []
    monkeypatch.setattr(actions, "_beside", lambda work, patience: handed_over.append(work))
    with actions._only_drainer(Lane.LOCAL):
        owe_all("work", 1)

    assert handed_over == desk.batches == []


def test_failed_work_waits_twice_as_long_each_time(db, desk):
    desk.failures = 2
    owe_all("work", 1)

    for attempt in (1, 2):
        make_due()
        assert drain() == 0
        entry = OutboxEntry.objects.get()
        pause = entry.due_at - timezone.now()
        assert entry.attempts == attempt
        assert timedelta(seconds=2**attempt - 1) < pause <= timedelta(seconds=2**attempt)

    assert drain() == 0  # it is not due yet
    make_due()
    assert drain() == 1
    assert desk.batches == [[1]]


def test_the_longest_pause_is_an_hour(db, desk):
    desk.failures = 1
    owe_all("work", 1)
    OutboxEntry.objects.update(attempts=30)

    drain()

    assert OutboxEntry.objects.get().due_at <= timezone.now() + timedelta(hours=1)


def test_a_failure_is_noted_without_the_address_it_names(db, desk, caplog):
    desk.failures = 1
    owe_all("work", 1)

    drain()

    assert OutboxEntry.objects.get().last_error == "ConnectionRefusedError"
    assert "somebody@example.org" not in caplog.text


def test_failed_work_does_not_hold_up_what_comes_after(db, desk):
    desk.failures = 1
    owe_all("letter", 1, 2)

    assert drain() == 1
    assert desk.batches == [[2]]


def test_work_that_nobody_can_do_waits_and_holds_up_nothing(db, desk):
    owe("unheard-of", {"n": 1})
    owe_all("work", 2)

    assert drain() == 1
    assert OutboxEntry.objects.get().last_error == "KeyError"


def test_a_crash_in_the_middle_loses_nothing(db, desk, monkeypatch):
    """The row goes after the work: what was cut off is done again."""
    owe_all("work", 1, 2)
    due = OutboxEntry.objects.filter(due_at__lte=timezone.now())

    class Crash(BaseException):
        pass

    def crash(**kwargs):
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(actions, "_due", lambda lane: due)
        patch.setattr(OutboxEntry.objects, "filter", crash)
        with pytest.raises(Crash):
            drain()

    assert OutboxEntry.objects.count() == 2
    assert drain() == 2
    assert desk.batches == [[1, 2], [1, 2]]


def test_a_second_drainer_returns_at_once(db, desk):
    owe_all("work", 1)

    with actions._only_drainer(Lane.LOCAL) as is_mine:
        assert is_mine
        assert drain() == 0
    assert drain() == 1


def test_a_process_forked_meanwhile_keeps_no_drainer_out(db, desk, forked_meanwhile):
    for _ in range(2):
        with actions._only_drainer(Lane.LOCAL) as is_mine:
            assert is_mine

    assert len(forked_meanwhile) == 2


def test_the_first_drainer_looks_again_before_it_stops(db, desk, monkeypatch):
    """What is committed while the lock is being given back is not left behind."""
    owe_all("work", 1)
    drain_batch, late = actions._drain_batch, iter([2])

    def drain_batch_and_be_late(lane):
        done = drain_batch(lane)
        if done is None:
            owe_all("work", *[n for n in [next(late, None)] if n])
        return done

    monkeypatch.setattr(actions, "_drain_batch", drain_batch_and_be_late)

    assert drain() == 2
    assert desk.batches == [[1], [2]]


def test_a_drain_stops_when_its_time_is_up(db, desk):
    owe_all("letter", 1, 2)

    assert drain(budget=timedelta(0)) == 0
    assert OutboxEntry.objects.count() == 2


def test_a_page_does_not_fail_when_the_outbox_does(commits, desk, monkeypatch, caplog):
    def broken(**kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr(actions, "drain", broken)

    with transaction.atomic():
        owe_all("work", 1)

    assert OutboxEntry.objects.count() == 1
    assert "The outbox could not be drained" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_many_writers_lose_nothing_and_do_nothing_twice(desk):
    def write(start):
        for n in range(start, start + 10):
            with transaction.atomic():
                owe_all("work", n)
        connection.close()

    threads = [threading.Thread(target=write, args=[start]) for start in range(0, 80, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    drain()

    assert sorted(n for batch in desk.batches for n in batch) == list(range(80))


def test_the_worker_does_what_is_due_and_says_how_much(db, desk, capsys):
    owe_all("work", 1, 2)

    call_command("outbox_worker", "--once")

    assert capsys.readouterr().out == "2 done\n"


def test_the_worker_goes_on_until_it_is_stopped(db, desk, monkeypatch):
    pauses = []

    def sleep(seconds):
        pauses.append(seconds)
        if len(pauses) == 2:
            raise KeyboardInterrupt
        owe_all("work", 1)

    monkeypatch.setattr("outbox.management.commands.outbox_worker.time.sleep", sleep)
    with pytest.raises(KeyboardInterrupt):
        call_command("outbox_worker", "--pause=0.1")

    assert pauses == [0.1, 0.1]
    assert desk.batches == [[1]]


def test_the_admin_shows_what_is_owed_but_not_to_whom(client_of, admin_user, db):
    owe("mail", {"to": ["secret@example.org"], "subject": "s", "body": "b"})
    page = client_of(admin_user).get("/admin/outbox/outboxentry/")
    entry = client_of(admin_user).get(f"/admin/outbox/outboxentry/{OutboxEntry.objects.get().pk}/change/")

    assert page.status_code == entry.status_code == 200
    assert b"secret@example.org" not in page.content + entry.content
    assert client_of(admin_user).get("/admin/outbox/outboxentry/add/").status_code == 403
