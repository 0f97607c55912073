"""A friendly question after a quiet quarter, to both sides, once each quarter."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from knowledge import actions
from knowledge.models import TransferStep
from knowledge.reminders import QUARTER
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

GROUP, CONTACT = "gruppe@example.org", "kontakt@example.org"


@pytest.fixture
def group():
    project = make.ProjectFactory(title="Lesecafé", contact=make.ContactPointFactory(email=CONTACT))
    return make.InterestFactory(project=project, by=make.UserFactory(email=GROUP), granted=True)


def silent(group, days):
    TransferStep.objects.filter(transfer=group.transfer).update(made_at=timezone.now() - timedelta(days=days))


def reminded():
    mail.outbox.clear()
    call_command("send_reminders", verbosity=0)
    return sorted(message.to[0] for message in mail.outbox if message.subject == "Wie geht es voran?")


def test_both_sides_are_asked_once_a_quarter(group):
    silent(group, QUARTER.days - 1)
    assert reminded() == []

    silent(group, QUARTER.days)
    assert reminded() == [GROUP, CONTACT]
    assert group.transfer.get_absolute_url() in mail.outbox[0].body
    assert "Lesecafé" in mail.outbox[0].body
    assert reminded() == []

    silent(group, 2 * QUARTER.days)
    assert reminded() == [GROUP, CONTACT]


def test_who_wants_no_reminders_gets_none(group):
    group.by.wants_reminders = False
    group.by.save()
    silent(group, QUARTER.days)

    assert reminded() == [CONTACT]


def test_a_word_of_either_side_begins_the_quarter_anew(group):
    silent(group, QUARTER.days)
    actions.note_step(transfer=group.transfer, by=group.by, note="Im Frühling.")

    assert reminded() == []


@pytest.mark.parametrize("verb", ["rest_transfer", "end_transfer"])
def test_what_rests_or_has_ended_is_left_in_peace(group, verb):
    getattr(actions, verb)(transfer=group.transfer, by=group.by)
    silent(group, QUARTER.days)

    assert reminded() == []


def test_nobody_is_asked_once_the_group_is_forgotten(group):
    silent(group, 366)

    assert reminded() == []
