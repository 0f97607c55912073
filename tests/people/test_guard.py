"""Forms for everybody notice machines, and lose nothing that a person has typed."""

import time

import pytest
from django import forms

from people.guard import GuardedForm, stamp_of


class WordForm(GuardedForm):
    word = forms.CharField()


def opened(seconds_ago, **data):
    """The form as it comes back from a page that was opened so long ago."""
    return WordForm({"word": "Guten Tag", "opened": stamp_of(time.time() - seconds_ago), **data})


@pytest.mark.parametrize("seconds", [2.2, 60, 47 * 3600])
def test_person_who_took_time_is_welcome(seconds):
    form = opened(seconds)

    assert form.is_valid()
    assert form.cleaned_data == {"word": "Guten Tag"}
    assert not form.is_trapped


def test_answer_faster_than_anybody_types_is_asked_for_again_and_then_taken():
    form = opened(0.5)

    assert not form.is_valid()
    assert form.non_field_errors() == ["Bitte senden Sie noch einmal ab. Nichts ist verloren."]
    assert WordForm({"word": "Guten Tag", "opened": form.stamp}).stamp == form.stamp  # time goes on counting


@pytest.mark.parametrize(
    "make_stamp",
    [
        pytest.param(lambda: "", id="missing"),
        pytest.param(lambda: "nonsense", id="no stamp"),
        pytest.param(lambda: "1e9:" + stamp_of(1).split(":")[1], id="forged"),
        pytest.param(lambda: stamp_of(time.time() - 3 * 86_400), id="old"),
    ],
)
def test_stamp_that_does_not_count_is_replaced(make_stamp):
    stamp = make_stamp()
    form = WordForm({"word": "Guten Tag", "opened": stamp})

    assert not form.is_valid()
    assert form["word"].value() == "Guten Tag"
    assert form.stamp != stamp
    assert WordForm({"opened": form.stamp})._seconds_open() < 2


def test_page_that_is_open_for_the_first_time_gets_a_stamp_of_now():
    assert WordForm({"opened": WordForm().stamp})._seconds_open() < 2


def test_machine_that_fills_in_what_nobody_sees_is_trapped_without_a_word():
    form = WordForm({"word": "Kaufen Sie", "homepage": "https://example.com"})

    assert form.is_valid()
    assert form.is_trapped


def test_other_mistakes_are_told_alone():
    form = WordForm({"word": ""})

    assert not form.is_valid()
    assert form.non_field_errors() == []
