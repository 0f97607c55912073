"""Somebody looks at what we know, takes it along, and leaves; the entry stays."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from people.models import User
from tests import factories as make
from tests.browser import barriers_on, sticking_out_of


@pytest.fixture
def entry(transactional_db):
    erika = make.UserFactory(email="erika@example.org")
    return make.ProjectFactory(title="Lesecafé", submitted_by=erika)


def look_at(page):
    assert barriers_on(page) == []
    assert sticking_out_of(page) == []


@pytest.mark.parametrize(("width", "dark"), [(320, True), (1280, False)], ids=["phone", "desk"])
def test_a_contributor_takes_the_data_along_and_leaves(
    entry, open_window, live_server, mailoutbox, width, dark
):
    page = open_window(live_server, width=width, dark=dark)
    page.goto("/konto/anmelden/")
    page.get_by_label("Ihre E-Mail-Adresse").fill("erika@example.org")
    page.get_by_role("button", name="Code zusenden").click()
    page.get_by_label("Code aus der E-Mail").fill(mailoutbox[0].subject)
    page.get_by_role("main").get_by_role("button", name="Anmelden").click()
    look_at(page)

    page.get_by_label("Erinnern Sie mich").uncheck()
    page.get_by_role("button", name="Auswahl speichern").click()
    assert "Ihre Auswahl ist gespeichert" in page.get_by_role("main").inner_text()
    look_at(page)
    assert not User.objects.get().wants_reminders

    with page.expect_download() as arriving:
        page.get_by_role("link", name="Ihre Daten herunterladen").click()
    known = json.loads(arriving.value.path().read_text())
    assert known["account"]["email"] == "erika@example.org"
    assert "Lesecafé" in [row["values"].get("title") for row in known["rows_that_point_to_you"]]

    User.objects.update(last_login=timezone.now() - timedelta(hours=1))
    page.get_by_role("link", name="Konto löschen").click()
    look_at(page)
    page.get_by_role("button", name="Code zusenden").click()
    look_at(page)
    page.get_by_label("Code aus der E-Mail").fill(mailoutbox[1].subject)
    page.get_by_role("button", name="Endgültig löschen").click()
    assert "Ihr Konto ist gelöscht" in page.get_by_role("main").inner_text()
    look_at(page)

    assert not User.objects.exists()
    page.goto(entry.get_absolute_url())
    assert page.get_by_role("heading", level=1).inner_text() == "Lesecafé"
