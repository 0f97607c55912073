"""Once a year: from the mail to the entry, on a phone and at a desk; then one project has ended."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from people.models import Reminded
from projects.models import Project
from tests import factories as make
from tests.browser import barriers_on, sticking_out_of


@pytest.fixture
def entries(transactional_db):
    erika = make.UserFactory(email="erika@example.org")
    for title, days in (("Lesecafé", 340), ("Nähtreff", 400)):
        confirmed = timezone.localdate() - timedelta(days=days)
        project = make.ProjectFactory(title=title, submitted_by=erika, last_confirmed=confirmed)
        project.owners.add(erika)


def look_at(page):
    assert barriers_on(page) == []
    assert sticking_out_of(page) == []


def open_link(page, message):
    page.goto(re.search(r"http\S+(/mitmachen/stimmt-noch/\S+)", message.body)[1])
    look_at(page)


def press(page, name):
    page.get_by_role("main").get_by_role("button", name=name).click()
    look_at(page)


def about(mails, title):
    return [message for message in mails if title in message.subject][-1]


@pytest.mark.parametrize(("width", "dark"), [(320, True), (1280, False)], ids=["phone", "desk"])
def test_who_keeps_entries_is_asked_and_answers(entries, open_window, live_server, mailoutbox, width, dark):
    page = open_window(live_server, width=width, dark=dark)
    call_command("send_reminders", verbosity=0)
    assert len(mailoutbox) == 2

    page.goto(Project.objects.get(title="Nähtreff").get_absolute_url())
    assert "Lange nicht bestätigt" in page.get_by_role("main").inner_text()
    look_at(page)

    open_link(page, about(mailoutbox, "Lesecafé"))
    press(page, "Stimmt noch")
    assert "Alle sehen, dass der Eintrag aktuell ist" in page.get_by_role("main").inner_text()
    page.get_by_role("link", name="Zum Eintrag").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Lesecafé"
    today = timezone.localdate()
    assert str(today.year) in page.get_by_text("Zuletzt bestätigt").inner_text()
    look_at(page)
    page.goto(re.search(r"http\S+(/mitmachen/stimmt-noch/\S+)", about(mailoutbox, "Lesecafé").body)[1])
    assert "Dieser Link gilt nicht mehr" in page.get_by_role("heading", level=1).inner_text()

    Reminded.objects.update(sent_on=today - timedelta(days=14))
    call_command("send_reminders", verbosity=0)
    assert len(mailoutbox) == 3
    open_link(page, about(mailoutbox, "Nähtreff"))
    press(page, "Beendet")
    assert "beendet ist" in page.get_by_role("main").inner_text()

    page.get_by_role("link", name="Aufschreiben").click()
    page.get_by_label("Ihre E-Mail-Adresse").fill("erika@example.org")
    page.get_by_role("button", name="Code zusenden").click()
    page.get_by_label("Code aus der E-Mail").fill(mailoutbox[-1].subject)
    page.get_by_role("main").get_by_role("button", name="Anmelden").click()
    assert page.get_by_label("Wie heißt das Projekt?").input_value() == "Nähtreff"

    Project.objects.filter(title="Lesecafé").update(last_confirmed=today - timedelta(days=350))
    page.goto("/konto/")
    look_at(page)
    press(page, "Stimmt noch")
    assert Project.objects.get(title="Lesecafé").last_confirmed == today
