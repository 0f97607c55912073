"""Mail to people we know: in their language, and only what they want."""

import pytest
from django.core import mail
from django.utils import translation

from outbox.actions import drain
from outbox.models import OutboxEntry
from people.mail import About, mail_to, mail_to_group
from tests.factories import CuratorFactory, UserFactory

pytestmark = pytest.mark.django_db
CODE = {"code": "123456", "minutes": 30}


def test_person_reads_it_in_their_own_language_whoever_caused_it():
    with translation.override("en"):
        mail_to(UserFactory(), "code", **CODE)
    mail_to(UserFactory(language="en"), "code", **CODE)
    drain()

    assert "ist Ihr Code" in mail.outbox[0].subject
    assert "is your code" in mail.outbox[1].subject


@pytest.mark.parametrize("about", About)
def test_person_gets_no_mail_about_what_they_do_not_want(about):
    person = UserFactory(**{about.value: False})
    mail_to(person, "code", about=about, **CODE)
    assert not OutboxEntry.objects.exists()

    for other in {*About, None} - {about}:
        mail_to(person, "code", about=other, **CODE)
    assert OutboxEntry.objects.count() == len(About)


def test_every_member_of_the_group_gets_a_mail_of_their_own():
    CuratorFactory(email="a@example.org")
    CuratorFactory(email="b@example.org", language="en")
    CuratorFactory(email="away@example.org", is_active=False)
    UserFactory(email="contributor@example.org")
    mail_to_group("code", **CODE)
    drain()

    assert [message.to for message in mail.outbox] == [["a@example.org"], ["b@example.org"]]
    assert [message.subject[7:9] for message in mail.outbox] == ["is", "is"]
    assert ["is your" in message.subject for message in mail.outbox] == [False, True]
