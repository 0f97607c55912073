"""Limits hold between workers: they count rows, and writers take turns."""

from datetime import timedelta

import pytest
from django.db import connections
from django.http import HttpResponse

from people.codes import PER_ADDRESS
from people.limits import Limit, TooManyTriesError, as_too_many, keep_to, take_turn
from people.models import SignInCode
from tests import processes


def test_workers_at_the_same_moment_share_one_limit(surroundings):
    mail_to_nowhere = {"EMAIL_URL": "dummy:"}
    found = processes.run("tests.people.askers", 4, 3, **surroundings, **mail_to_nowhere)

    assert found == {"answers": {"sent": PER_ADDRESS.most, "too many": 7}, "codes": PER_ADDRESS.most}


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
