"""The people of a seeded entry say that it is theirs; others ask for theirs to be removed."""

import pytest

from projects.choices import State
from projects.models import Project
from tests import factories as make
from tests.journeys.conftest import look_at, main_of


@pytest.fixture
def entry(transactional_db, search_index):
    return make.ProjectFactory(title="Lesecafé", website="https://lesecafe.example")


def sign_in(page, address, mailoutbox):
    page.get_by_label("Ihre E-Mail-Adresse").fill(address)
    page.get_by_role("button", name="Code zusenden").click()
    page.get_by_label("Code aus der E-Mail").wait_for()
    page.get_by_label("Code aus der E-Mail").fill(mailoutbox[-1].subject.split()[0])
    main_of(page).get_by_role("button", name="Anmelden").click()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_claim_proven_by_the_project_s_own_domain_takes_one_click(
    entry, curator, open_window, live_server, mailoutbox, width
):
    owner = open_window(live_server, width=width)
    owner.goto(entry.get_absolute_url())
    owner.get_by_role("link", name="Das ist unser Projekt").click()
    look_at(owner, "Anmelden")
    sign_in(owner, "erika@example.org", mailoutbox)
    look_at(owner, "Das ist unser Projekt")
    owner.get_by_label("Was haben Sie mit dem Projekt zu tun?").fill("Ich leite das Lesecafé.")
    owner.get_by_label("Eine Adresse des Projekts").fill("team@lesecafe.example")
    main_of(owner).get_by_role("button", name="Absenden").click()
    look_at(owner, "Code eingeben")
    owner.get_by_label("Code aus der E-Mail").fill(mailoutbox[-1].subject.split()[0])
    main_of(owner).get_by_role("button", name="Bestätigen").click()
    look_at(owner, "Das ist unser Projekt")
    assert "Damit ist es belegt" in main_of(owner).inner_text()

    desk = open_window(live_server, width=width)
    desk.goto("/konto/anmelden/?next=/redaktion/")
    sign_in(desk, curator.email, mailoutbox)
    look_at(desk, "Was wartet")
    main_of(desk).get_by_role("link", name="Lesecafé").first.click()
    look_at(desk, "Das ist unser Projekt")
    assert "lesecafe.example" in main_of(desk).inner_text()
    desk.get_by_role("button", name="Ja, es ist ihres").click()
    look_at(desk, "Was wartet")
    assert [person.email for person in entry.owners.all()] == ["erika@example.org"]
    assert mailoutbox[-1].to == ["erika@example.org"]


@pytest.mark.parametrize("width", [320, 1280])
def test_a_removal_hides_at_once_and_is_decided_with_reasons(
    entry, curator, open_window, live_server, mailoutbox, width
):
    asker = open_window(live_server, width=width)
    asker.goto(entry.get_absolute_url())
    asker.get_by_role("link", name="Bitte entfernen").click()
    look_at(asker, "Anmelden")
    sign_in(asker, "erika@example.org", mailoutbox)
    look_at(asker, "Bitte entfernen")
    asker.get_by_label("Warum soll der Eintrag weg?").fill("Uns gibt es nicht mehr.")
    asker.get_by_role("button", name="Eintrag jetzt ausblenden").click()
    look_at(asker, "Vielen Dank")
    assert open_window(live_server).goto(entry.get_absolute_url()).status == 404

    desk = open_window(live_server, width=width)
    desk.goto("/konto/anmelden/?next=/redaktion/")
    sign_in(desk, curator.email, mailoutbox)
    main_of(desk).get_by_role("link", name="Lesecafé").first.click()
    look_at(desk, "Bitte entfernen")
    desk.get_by_role("button", name="Er bleibt entfernt").click()
    look_at(desk, "Was wartet")
    assert Project.objects.get().state == State.REMOVED
    assert mailoutbox[-1].to == ["erika@example.org"]
