"""A networker asks the people of a project; they answer and stay hidden."""

import re

import pytest

from tests import factories as make
from tests.browser import barriers_on, sticking_out_of


@pytest.fixture
def entry(transactional_db):
    contact = make.ContactPointFactory(label="Team Lesecafé", email="team@example.org")
    return make.ProjectFactory(title="Lesecafé", contact=contact)


def look_at(page):
    assert barriers_on(page) == []
    assert sticking_out_of(page) == []


def test_a_question_is_asked_on_a_phone_and_answered_at_a_desk(entry, open_window, live_server, mailoutbox):
    phone = open_window(live_server, width=320, height=740)
    phone.goto(entry.get_absolute_url())
    phone.get_by_role("link", name="Frage stellen").click()
    phone.get_by_role("button", name="Absenden").click()
    assert "ein, zwei Sätze" in phone.get_by_role("main").inner_text()
    look_at(phone)
    phone.get_by_label("Ihre Frage").fill("Wie oft trifft man sich?")
    phone.get_by_label("Ihre E-Mail-Adresse").fill("fragt@example.org")
    phone.get_by_role("button", name="Absenden").click()
    look_at(phone)
    phone.get_by_label("Code aus der E-Mail").fill(mailoutbox[0].subject)
    phone.get_by_role("button", name="Bestätigen").click()
    assert "ist unterwegs" in phone.get_by_role("main").inner_text()
    look_at(phone)

    desk = open_window(live_server)
    desk.goto(re.search(r"http\S+(/antwort/\S+)", mailoutbox[1].body)[1])
    look_at(desk)
    desk.get_by_label("Ihre Antwort").fill("Jeden Dienstag.")
    desk.get_by_role("button", name="Antwort senden").click()
    assert "unterwegs" in desk.get_by_role("main").inner_text()
    look_at(desk)
    assert (mailoutbox[2].to, "team@" in mailoutbox[2].body) == (["fragt@example.org"], False)
