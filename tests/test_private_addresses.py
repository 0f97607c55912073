"""A private address appears in no page, feed, export, log or index: a canary sits in every field for one.

A new model with an e-mail field fails here until a canary sits in it, too.
"""

import logging
import re
from html import unescape

import pytest
from django.core import mail
from django.urls import reverse

from editorial.models import Invitation
from knowledge.actions import grant_interest, note_step
from meetings.models import SignUp
from outbox.actions import drain
from outbox.mail import owe_mail
from outbox.models import OutboxEntry
from people.codes import send_code
from people.models import User
from people.personal_data import address_fields
from projects import actions
from projects.models import OnBehalf
from tests import factories as make
from tests.addresses import all_addresses

NEST = "nistkasten.example"  # the domain of every canary; no page has a reason to name it
NAME = "Kanarina Vogel"  # of somebody whose name is as private


def canary(word):
    return f"{word}@{NEST}"


@pytest.fixture
def world(empty_index, commits, curator):
    """A published entry, and a canary in everything private that can hang on it."""
    sender = make.UserFactory(email=canary("sender"))
    make.CuratorFactory(email=canary("member"))
    contact = make.ContactPointFactory(label="Team", email=canary("contact"), user=sender)
    entry = make.ProjectFactory(title="Lesecafé", submitted_by=sender, contact=contact, offers=["auskunft"])
    entry.owners.add(sender)
    make.ReportFactory(project=entry, email=canary("report"))
    make.QuestionFactory(project=entry, email=canary("question"))
    OnBehalf.objects.create(project=entry, author=NAME, email=canary("author"))
    meeting = make.MeetingFactory()
    SignUp.objects.create(meeting=meeting, email=canary("guest"), persons=2)
    actions.report_content(url="/", words="Verboten.", name=NAME, email=canary("legal"))
    actions.claim(project=entry, by=make.UserFactory(email=canary("claim")), words="Wir sind das.")
    make.ConfirmationFactory(transfer=make.TransferFactory(source=entry), by=sender)
    lesson = make.LessonFactory(project=entry, submitted_by=sender)
    make.HandoutFactory(things=[lesson], version=True).writers.add(sender)
    make.LessonEchoFactory(lesson=lesson, submitted_by=make.UserFactory(email=canary("echo")))
    group = make.InterestFactory(project=entry, by=make.UserFactory(email=canary("group")), name=NAME)
    granted = grant_interest(interest=group, by=curator)
    note = f"Bitte an {canary('note')} schreiben."
    note_step(transfer=granted.transfer, by=group.by, phase="meeting", note=note)
    Invitation.objects.create(email=canary("invited"), invited_by=curator)
    send_code(email=canary("code"), network="n")
    drain()
    return entry


def addresses_to_start_from(entry):
    """Every address there is, with words of this world in it, and questions that a canary would answer to."""
    words = {"slug": entry.slug, "pk": "1"}
    paths = [
        address.path(lambda name: words.get(name, "1"))
        for address in all_addresses()
        if not address.route.startswith("admin/")
    ]
    asked = [reverse("search:catalogue"), reverse("search:suggestions"), reverse("search:project-feed")]
    return [
        *paths,
        entry.get_absolute_url(),
        *(f"{path}?q={word}" for path in asked for word in ("nistkasten", "Kanarina")),
    ]


def crawl(browser, starts):
    """What every page tells that can be reached from these addresses by links: (address, text)."""
    waiting, seen = list(starts), set()
    while waiting:
        path = waiting.pop()
        if path in seen or path.startswith("/admin/"):
            continue
        seen.add(path)
        response = browser.get(path)
        told = response.content.decode(errors="replace") + str(response.headers)
        yield path, told
        found = re.findall(r'(?:href|action)="(/[^"#]*)|<loc>https?://[^/]+(/[^<]*)', told)
        waiting += [unescape(link or loc) for link, loc in found if is_a_page(unescape(link or loc))]


def is_a_page(path):
    """Filters make endless addresses of the same list: one parameter is enough."""
    return not path.startswith(("/static/", "/admin/")) and path.count("&") == 0


@pytest.mark.parametrize("person", ["visitor", "other_contributor"])
def test_no_crawl_finds_a_private_address(world, client_of, request, caplog, person):
    caplog.set_level(logging.DEBUG)
    pages = dict(crawl(client_of(request.getfixturevalue(person)), addresses_to_start_from(world)))

    assert len(pages) > 60
    assert "Lesecafé" in pages[world.get_absolute_url()]
    assert [path for path, told in pages.items() if NEST in told or NAME in told] == []
    assert NEST not in caplog.text


def test_a_canary_sits_in_every_field_for_a_private_address(world):
    """What a code confirms, a mail needs or a person left: the fields are found on the models."""
    empty = [
        str(field)
        for field in address_fields()
        if not field.model._base_manager.filter(**{f"{field.name}__endswith": NEST}).exists()
    ]
    assert empty == ["people.ContactPoint.public_email"]
    assert User.objects.filter(email__endswith=NEST).exists()


def test_no_private_address_is_in_the_index(world, empty_index):
    from haystack.query import SearchQuerySet

    stored = [str(hit.get_stored_fields()) + str(vars(hit)) for hit in SearchQuerySet().all()]
    assert stored
    assert NEST not in "".join(stored)
    assert not SearchQuerySet().filter(content="nistkasten").count()
    index = [path.read_bytes() for path in empty_index.path.rglob("*") if path.is_file()]
    assert index
    assert not any(b"nistkasten" in content or b"Kanarina" in content for content in index)


def test_no_private_address_of_others_is_in_an_export(world, client_of, other_contributor, curator):
    for person in (other_contributor, curator):
        assert NEST not in client_of(person).get("/konto/daten.json").content.decode()


def test_a_mail_that_cannot_be_sent_names_nobody_in_the_log(world, client, settings, caplog):
    caplog.set_level(logging.DEBUG)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    owe_mail("code", to=canary("reader"), code="123456", minutes=30)
    drain()

    assert "Outbox: mail failed" in caplog.text
    assert NEST not in caplog.text
    assert NEST not in OutboxEntry.objects.get().last_error
    assert NEST not in client.get("/healthz").content.decode()


def test_mails_to_the_group_name_no_asker(world, curator):
    """A member reads what was said, not by whom: they answer through the site."""
    to_curator = [message for message in mail.outbox if message.to == [curator.email]]

    assert to_curator
    assert all(NEST not in str(message.message()) for message in to_curator)
