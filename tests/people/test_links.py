"""Links in mails: for one purpose, for a time, and used up once the state has changed."""

import time
from datetime import timedelta

import pytest
from django.core import signing

from people.links import LinkRefusedError, Purpose

ANSWER = Purpose("question.answer", timedelta(days=30))
CONFIRM = Purpose("project.confirm", timedelta(days=30))


def test_link_names_its_subject():
    assert ANSWER.subject(ANSWER.token(7)) == "7"
    assert ANSWER.subject(ANSWER.token("erika@example.org")) == "erika@example.org"


def test_link_of_one_purpose_opens_no_other():
    with pytest.raises(LinkRefusedError):
        CONFIRM.subject(ANSWER.token(7))


def test_link_that_lost_a_part_is_refused():
    token = ANSWER.token(7)
    for changed in (token[:-1], token[1:], "x" + token, token[::-1], token.upper(), ""):
        with pytest.raises(LinkRefusedError):
            ANSWER.subject(changed)


def test_no_single_letter_of_a_link_can_be_changed():
    token = ANSWER.token(7)
    for place in range(len(token)):
        letter = "A" if token[place] != "A" else "B"
        with pytest.raises(LinkRefusedError):
            ANSWER.check(token[:place] + letter + token[place + 1 :])


def test_link_is_valid_for_its_time_and_no_longer(monkeypatch):
    token, now = ANSWER.token(7), time.time()

    monkeypatch.setattr(signing.time, "time", lambda: now + 30 * 86_400 - 1)
    assert ANSWER.subject(token) == "7"
    monkeypatch.setattr(signing.time, "time", lambda: now + 30 * 86_400 + 1)
    with pytest.raises(LinkRefusedError):
        ANSWER.subject(token)


def test_link_is_used_up_when_the_state_has_changed():
    token = ANSWER.token(7, state="open")
    ANSWER.check(token, state="open")

    with pytest.raises(LinkRefusedError):
        ANSWER.check(token, state="answered")
    with pytest.raises(LinkRefusedError):
        ANSWER.check(token)


def test_state_does_not_stand_in_the_link():
    assert "geheim" not in str(
        signing.loads(ANSWER.token(7, state="geheim"), salt="people.links.question.answer")
    )


def test_state_is_compared_in_constant_time(monkeypatch):
    compared = []
    monkeypatch.setattr(
        "people.links.constant_time_compare", lambda one, other: compared.append((one, other)) or one == other
    )
    ANSWER.check(ANSWER.token(7, state="a"), state="a")

    assert len(compared) == 1


def test_link_fits_into_an_address():
    assert set(ANSWER.token("erika@example.org", state="ü")) <= set(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_:"
    )
