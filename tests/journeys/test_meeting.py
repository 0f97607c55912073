"""A meeting, from its agenda to three started transfers, on a phone and at a desk."""

import pytest

from knowledge.models import Transfer
from tests import factories as make
from tests.browser import barriers_on
from tests.journeys.conftest import look_at

TITLES = ("Lesecafé", "Nähtreff", "Tauschregal")


@pytest.fixture
def world(transactional_db):
    for name in ("Botnang", "Süd", "West"):
        make.DistrictFactory(name=name)
    return [make.ProjectFactory(title=title) for title in TITLES]


def sign_in(page, address, mailoutbox):
    page.get_by_label("Ihre E-Mail-Adresse").fill(address)
    page.get_by_role("button", name="Code zusenden").click()
    page.get_by_label("Code aus der E-Mail").wait_for()
    page.get_by_label("Code aus der E-Mail").fill(mailoutbox[-1].subject.split()[0])
    page.get_by_role("main").get_by_role("button", name="Anmelden").click()


@pytest.mark.parametrize(("before", "during"), [(1280, 320), (320, 1280)])
def test_a_meeting_from_its_agenda_to_three_started_transfers(
    world, curator, open_window, live_server, mailoutbox, before, during
):
    planned = open_window(live_server, width=before)
    planned.goto("/konto/anmelden/?next=/treffen/neu/")
    sign_in(planned, curator.email, mailoutbox)
    planned.get_by_label("Titel").wait_for()
    assert barriers_on(planned) == []
    planned.get_by_label("Titel").fill("Herbsttreffen")
    planned.locator("[name=date]").fill("2030-10-01")
    planned.get_by_role("main").locator("button[type=submit]").first.click()
    for number, title in enumerate(TITLES):
        row = planned.locator(f"details.row:has([name=agenda-{number}-project])")
        if row.get_attribute("open") is None:
            row.locator("summary").click()
        planned.locator(f"[name=agenda-{number}-project]").fill(title)
    planned.locator("button[value=announce]").click()
    planned.get_by_text("Gespeichert und angekündigt").wait_for()
    look_at(planned, "Treffen ändern")

    held = open_window(live_server, width=during, height=740)
    held.goto("/konto/anmelden/?next=/treffen/herbsttreffen/")
    sign_in(held, curator.email, mailoutbox)
    look_at(held, "Herbsttreffen")
    held.get_by_role("link", name="Wer macht mit?").click()
    for title, place in zip(TITLES, ("Botnang", "Süd", "West"), strict=True):
        look_at(held, "Wer macht mit?")
        held.get_by_label("Projekt").select_option(title)
        held.get_by_label("Eine Gruppe in").select_option(place)
        held.get_by_role("button", name="Notieren").click()
        held.get_by_text(f"Eine Gruppe in {place} interessiert sich").first.wait_for()

    visitor = open_window(live_server, width=before)
    visitor.goto("/treffen/herbsttreffen/")
    look_at(visitor, "Herbsttreffen")
    begun = Transfer.objects.order_by("pk").values_list("source__title", "interested_district__name", "phase")
    assert list(begun) == [
        ("Lesecafé", "Botnang", "interest"),
        ("Nähtreff", "Süd", "interest"),
        ("Tauschregal", "West", "interest"),
    ]
