"""Codes by e-mail: sent to anyone, redeemed once, in time, and not by guessing."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from outbox.models import OutboxEntry
from people.actions import account_by_code
from people.codes import (
    KEPT,
    LIFETIME,
    PER_ADDRESS,
    WRONG_TRIES,
    CodeRefusedError,
    digits_of,
    redeem_code,
    send_code,
)
from people.limits import TooManyTriesError
from people.models import SignInCode, User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(commits):
    """Send a code; returns its row and the digits that arrived by mail."""

    def send(email="erika@example.org", network="n"):
        row = send_code(email=email, network=network)
        return row, re.match(r"\d{6}", mail.outbox[-1].subject)[0]

    return send


def other_than(digits):
    return f"{(int(digits) + 1) % 10**6:06}"


def test_code_stands_in_the_subject_and_confirms_the_address(sent):
    code, digits = sent(" Erika@Example.org ")

    assert mail.outbox[-1].to == ["erika@example.org"]
    assert digits in mail.outbox[-1].body
    assert "30 Minuten" in mail.outbox[-1].body
    assert redeem_code(pk=code.pk, entry=digits) == "erika@example.org"


def test_subject_is_plain_ascii_so_that_a_console_shows_it(sent):
    sent()

    assert mail.outbox[-1].subject.isascii()


def test_code_itself_is_stored_nowhere(sent):
    code, digits = sent()

    assert digits not in code.code_hash
    assert len(code.code_hash) == 64
    assert not OutboxEntry.objects.exists()


def test_code_serves_once(sent):
    code, digits = sent()
    redeem_code(pk=code.pk, entry=digits)

    with pytest.raises(CodeRefusedError):
        redeem_code(pk=code.pk, entry=digits)


def test_code_is_valid_for_half_an_hour(sent):
    code, digits = sent()
    assert code.expires_at - code.created_at == pytest.approx(LIFETIME, abs=timedelta(seconds=1))
    SignInCode.objects.update(expires_at=timezone.now())

    with pytest.raises(CodeRefusedError):
        redeem_code(pk=code.pk, entry=digits)


def test_code_of_another_address_is_refused(sent):
    erika, _digits = sent()
    _otto, digits_of_otto = sent("otto@example.org")

    with pytest.raises(CodeRefusedError):
        redeem_code(pk=erika.pk, entry=digits_of_otto)


def test_unknown_code_is_refused_with_the_same_sentence(sent):
    code, digits = sent()
    with pytest.raises(CodeRefusedError) as wrong:
        redeem_code(pk=code.pk, entry=other_than(digits))
    with pytest.raises(CodeRefusedError) as unknown:
        redeem_code(pk=code.pk + 1000, entry=digits)

    assert str(wrong.value) == str(unknown.value)


def test_a_fifth_wrong_try_ends_the_code_for_good(sent):
    code, digits = sent()
    for _ in range(WRONG_TRIES - 1):
        with pytest.raises(CodeRefusedError):
            redeem_code(pk=code.pk, entry=other_than(digits))

    for entry in (other_than(digits), digits):
        with pytest.raises(TooManyTriesError, match="neuen Code") as refusal:
            redeem_code(pk=code.pk, entry=entry)
    assert 0 < refusal.value.retry_after <= LIFETIME.total_seconds()


@pytest.mark.parametrize(
    "entry",
    [
        "123456",
        " 123 456 ",
        "123-456",
        "12 34 56",
        "１２３４５６",
        "123456 ist Ihr Code (Stadtteilwissen)",
        "123\u2009456",
    ],
)
def test_pasted_code_may_have_spaces_dashes_and_words(entry):
    assert digits_of(entry) == "123456"


def test_address_gets_five_codes_an_hour(sent):
    for n in range(PER_ADDRESS.most):
        sent(network=f"n{n}")

    with pytest.raises(TooManyTriesError, match="60 Minuten"):
        sent(network="another")
    assert len(mail.outbox) == PER_ADDRESS.most


def test_spelling_of_an_address_opens_no_further_tries(sent):
    for n in range(PER_ADDRESS.most):
        sent("Erika@example.org" if n % 2 else "erika@EXAMPLE.org", network=f"n{n}")

    with pytest.raises(TooManyTriesError):
        sent(network="another")


def test_network_gets_twenty_codes_an_hour(sent):
    for n in range(20):
        sent(f"person{n}@example.org")

    with pytest.raises(TooManyTriesError):
        sent("one-more@example.org")
    sent("one-more@example.org", network="another")


def test_limit_looks_back_one_hour_and_says_how_long_to_wait(sent):
    for n in range(PER_ADDRESS.most):
        sent(network=f"n{n}")
    oldest = SignInCode.objects.order_by("pk").first()
    SignInCode.objects.filter(pk=oldest.pk).update(
        created_at=timezone.now() - timedelta(minutes=59, seconds=30)
    )
    with pytest.raises(TooManyTriesError, match="einer Minute") as refusal:
        sent()
    assert 28 <= refusal.value.retry_after <= 31

    SignInCode.objects.filter(pk=oldest.pk).update(created_at=timezone.now() - timedelta(minutes=61))
    sent()


def test_old_codes_and_their_networks_are_forgotten(sent):
    old, _digits = sent()
    SignInCode.objects.update(created_at=timezone.now() - KEPT)

    sent("otto@example.org")

    assert not SignInCode.objects.filter(pk=old.pk).exists()
    assert timedelta(days=7) > KEPT


def test_sending_never_looks_at_accounts(sent, django_assert_max_num_queries):
    UserFactory(email="erika@example.org")

    with django_assert_max_num_queries(30) as queries:
        sent("erika@example.org")
    assert not [query for query in queries.captured_queries if User._meta.db_table in query["sql"]]


def test_first_code_makes_an_account_without_a_password(sent):
    code, digits = sent()
    assert not User.objects.exists()

    account = account_by_code(pk=code.pk, entry=digits)

    assert account.email == "erika@example.org"
    assert not account.has_usable_password()
    assert [account.is_curator, account.is_staff, account.is_superuser] == [False] * 3


def test_later_codes_lead_to_the_same_account(sent):
    known = UserFactory(email="erika@example.org")
    code, digits = sent("ERIKA@example.org")

    assert account_by_code(pk=code.pk, entry=digits) == known


def test_deactivated_account_is_answered_like_a_wrong_code(sent):
    UserFactory(email="erika@example.org", is_active=False)
    code, digits = sent()

    with pytest.raises(CodeRefusedError):
        account_by_code(pk=code.pk, entry=digits)
