"""Reminders: each goes once, whoever runs the command, and how often."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from people import reminding
from people.forgetting import forget_reminded
from people.models import Reminded
from people.reminding import Reminder, register
from tests import processes


@pytest.fixture
def told(monkeypatch):
    """No reminders but those of the test; what they tell."""
    monkeypatch.setattr(reminding, "_reminders", {})
    return []


@pytest.mark.django_db
class TestCommand:
    def test_it_reminds_once_and_says_how_often(self, told, capsys):
        register(
            Reminder("letters", lambda: "ab", str, told.append), Reminder("none", list, str, told.append)
        )
        call_command("send_reminders")
        call_command("send_reminders")

        assert told == ["a", "b"]
        assert capsys.readouterr().out == "letters: 2\nnone: 0\nletters: 0\nnone: 0\n"

    def test_it_reminds_again_on_another_occasion(self, told):
        weeks = iter(["week 1", "week 2"])
        register(Reminder("weekly", lambda: ["the group"], lambda _group: next(weeks), told.append))
        call_command("send_reminders")
        call_command("send_reminders")

        assert told == ["the group", "the group"]

    def test_two_kinds_do_not_take_each_others_occasions(self, told):
        register(
            Reminder("one", lambda: "a", str, told.append), Reminder("other", lambda: "a", str, told.append)
        )
        call_command("send_reminders")

        assert told == ["a", "a"]

    def test_what_fails_is_tried_again_and_keeps_back_no_other_kind(self, told, capsys):
        errors = [OSError("erika@example.org")]

        def fail_once(subject):
            if errors:
                raise errors.pop()
            told.append(subject)

        register(
            Reminder("broken", lambda: "a", str, fail_once), Reminder("other", lambda: "b", str, told.append)
        )
        with pytest.raises(CommandError, match=r"broken \(OSError\)") as failure:
            call_command("send_reminders")
        call_command("send_reminders")

        assert told == ["b", "a"]
        assert capsys.readouterr().out == "other: 1\nbroken: 1\nother: 0\n"
        assert "erika" not in str(failure.value)


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "gone"), [(729, 0), (731, 1)])
def test_that_somebody_was_reminded_is_forgotten_after_two_years(days, gone):
    Reminded.objects.create(reminder="a", occasion="b", sent_on=timezone.localdate() - timedelta(days=days))

    assert forget_reminded() == gone


def test_processes_at_once_remind_once(surroundings):
    left = processes.run("tests.people.remindings", 4, 15, **surroundings)

    assert sorted(left["owed"]) == list(range(15))
    assert sum(left["sent"]) == 15
