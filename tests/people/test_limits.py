"""Limits hold between workers: they count rows, and writers take turns."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.http import HttpResponse

from people.codes import PER_ADDRESS, send_code
from people.limits import Limit, TooManyTriesError, as_too_many, keep_to, take_turn
from people.models import SignInCode


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_moment_share_one_limit():
    def ask(n):
        try:
            send_code(email="erika@example.org", network=f"n{n}")
            return "sent"
        except TooManyTriesError:
            return "too many"
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as workers:
        answers = list(workers.map(ask, range(12)))

    assert answers.count("sent") == PER_ADDRESS.most
    assert SignInCode.objects.count() == PER_ADDRESS.most


@pytest.mark.django_db(transaction=True)
def test_turn_outside_a_transaction_would_hold_nothing():
    with pytest.raises(RuntimeError):
        take_turn("code")


@pytest.mark.django_db
def test_turn_on_postgresql_is_an_advisory_lock(monkeypatch):
    said = []

    class Cursor:
        def __enter__(self):
            return self

        def __exit__(self, *error):
            return False

        def execute(self, sql, params):
            said.append((sql, params))

    with monkeypatch.context() as patch:
        database = connections["default"]
        patch.setattr(database, "vendor", "postgresql")
        patch.setattr(database, "cursor", Cursor)
        take_turn("code")
        take_turn("report")

    assert "pg_advisory_xact_lock" in said[0][0]
    assert said[0][1] != said[1][1]
    assert all(0 <= number < 2**31 for _sql, params in said for number in params)


@pytest.mark.django_db
def test_below_the_limit_nothing_happens():
    keep_to(Limit(1, timedelta(hours=1)), SignInCode.objects.all())


@pytest.mark.parametrize(
    ("wait", "seconds", "sentence"),
    [
        (timedelta(seconds=0.2), 1, "in einer Minute"),
        (timedelta(seconds=61), 61, "in 2 Minuten"),
        (timedelta(0), 1, "in einer Minute"),
    ],
)
def test_refusal_says_how_long_to_wait(wait, seconds, sentence):
    refusal = TooManyTriesError(wait)
    response = as_too_many(HttpResponse(), refusal)

    assert sentence in str(refusal)
    assert (response.status_code, response["Retry-After"]) == (429, str(seconds))
