"""A real mail server that is down, slow, full or hangs up: nothing is blocked, lost or sent twice in vain."""

import threading
import time

import pytest
from django.db import transaction
from django.utils import timezone

from outbox import actions, registry
from outbox.actions import drain, owe
from outbox.mail import owe_mail
from outbox.models import OutboxEntry
from outbox.registry import Lane

pytestmark = pytest.mark.django_db(transaction=True)
BUDGET = actions.REQUEST_BUDGET.total_seconds()


def owe_letter(code="123456"):
    owe_mail("code", to="erika@example.org", code=code, minutes=30)


def make_due():
    OutboxEntry.objects.update(due_at=timezone.now())


def wait_for_threads():
    for thread in threading.enumerate():
        if thread.name == "outbox":
            thread.join()


@pytest.fixture(autouse=True)
def no_thread_is_left():
    yield
    wait_for_threads()


@pytest.fixture
def quick_timeout(settings):
    settings.EMAIL_TIMEOUT = 1


def test_a_mail_arrives_once_before_the_request_ends(letterbox):
    with transaction.atomic():
        owe_letter()
        assert letterbox.messages == []

    (message,) = letterbox.messages
    assert message["To"] == "erika@example.org"
    plain, html = message.iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert "123456" in plain.get_content()
    assert not OutboxEntry.objects.exists()


def test_a_server_that_is_down_loses_nothing(closed_letterbox, open_letterbox, caplog):
    started = time.monotonic()
    owe_letter()
    assert time.monotonic() - started < BUDGET
    assert OutboxEntry.objects.get().last_error == "ConnectionRefusedError"

    open_letterbox()
    make_due()
    assert drain() == 1
    assert len(closed_letterbox.messages) == 1
    assert "erika@example.org" not in caplog.text


def test_a_slow_server_holds_up_a_request_no_longer_than_the_budget(letterbox):
    letterbox.pause = BUDGET + 1
    started = time.monotonic()
    with transaction.atomic():
        owe_letter()

    assert BUDGET <= time.monotonic() - started < BUDGET + 0.9
    assert OutboxEntry.objects.count() == 1  # still owed while nobody has said yes
    wait_for_threads()
    assert len(letterbox.messages) == 1
    assert not OutboxEntry.objects.exists()


def test_a_slow_server_does_not_hold_up_the_index(letterbox, monkeypatch):
    """Work of this machine is done in the request, before the mail and while a mail is under way."""
    indexed = []
    monkeypatch.setitem(registry._handlers, "index", registry.Handler(indexed.extend))
    letterbox.pause = BUDGET + 1
    with transaction.atomic():
        owe_letter()
        owe("index", {"projects": [1]})
    assert indexed == [{"projects": [1]}]

    started = time.monotonic()
    owe("index", {"projects": [2]})
    assert indexed == [{"projects": [1]}, {"projects": [2]}]
    assert time.monotonic() - started < 0.5


def test_a_request_beside_a_slow_delivery_goes_on_at_once(letterbox):
    letterbox.pause = BUDGET + 1
    owe_letter("111111")
    letterbox.pause = 0

    started = time.monotonic()
    owe_letter("222222")
    assert time.monotonic() - started < 0.5
    wait_for_threads()

    assert len(letterbox.messages) == 2  # the first one looked again before it stopped
    assert not OutboxEntry.objects.exists()


def test_a_request_that_owes_no_mail_waits_for_none(letterbox, monkeypatch):
    monkeypatch.setitem(registry._handlers, "index", registry.Handler(lambda payloads: None))
    OutboxEntry.objects.create(kind="mail", payload={"to": ["a@example.org"], "subject": "", "body": ""})
    letterbox.pause = BUDGET + 1

    started = time.monotonic()
    owe("index", {"projects": [1]})
    assert time.monotonic() - started < 1
    wait_for_threads()
    assert len(letterbox.messages) == 1  # and yet gives it a push


def test_a_server_that_hangs_up_after_the_text_gets_the_same_mail_again(letterbox):
    """It may have taken the text: a repetition with the same Message-ID is recognised as one mail."""
    letterbox.mood = "forgetful"
    owe_letter()
    assert OutboxEntry.objects.get().last_error == "SMTPServerDisconnected"

    letterbox.mood = "kind"
    make_due()
    assert drain() == 1
    one, other = letterbox.messages
    assert one["Message-ID"] == other["Message-ID"]
    assert one["Date"] == other["Date"]


def test_a_server_that_hangs_up_after_its_yes_gets_nothing_twice(letterbox):
    letterbox.mood = "rude"
    owe_letter()

    assert len(letterbox.messages) == 1
    assert not OutboxEntry.objects.exists()


def test_a_server_that_cannot_take_mail_now_gets_it_later(letterbox):
    letterbox.mood = "full"
    owe_letter()
    assert OutboxEntry.objects.get().last_error == "SMTPDataError"

    letterbox.mood = "kind"
    make_due()
    assert drain() == 1
    assert len(letterbox.messages) == 1


def test_a_server_that_says_nothing_is_given_up_in_time(letterbox, quick_timeout):
    letterbox.pause = 3
    started = time.monotonic()
    owe_letter()

    assert time.monotonic() - started < BUDGET
    assert OutboxEntry.objects.get().attempts == 1


def test_a_mail_that_is_refused_does_not_hold_up_the_next(letterbox):
    with transaction.atomic():
        owe_mail("code", to="nobody@example.org", code="111111", minutes=30)
        owe_letter()

    assert [message["To"] for message in letterbox.messages] == ["erika@example.org"]
    assert OutboxEntry.objects.get().last_error == "SMTPRecipientsRefused"


def test_remote_work_has_a_drainer_of_its_own(letterbox):
    with actions._only_drainer(Lane.REMOTE) as is_mine:
        assert is_mine
        owe_letter()
        assert letterbox.messages == []
    assert drain() == 1
