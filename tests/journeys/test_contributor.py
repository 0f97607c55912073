"""The contributor, perhaps 70, on a phone, without a password: "Ich weiß etwas dazu"."""

import pytest

from projects.models import Report
from tests import factories as make
from tests.browser import barriers_on


@pytest.fixture
def entry(transactional_db):
    return make.ProjectFactory(title="Lesecafé")


def test_a_contributor_tells_the_group_what_they_know_about_an_entry(
    entry, curator, open_window, live_server, mailoutbox
):
    page = open_window(live_server, width=360, height=740)
    page.goto(entry.get_absolute_url())
    page.get_by_role("link", name="Ich weiß etwas dazu").click()

    assert page.get_by_label("Ich weiß etwas dazu").is_checked()
    page.get_by_role("button", name="Absenden").click()
    assert "Bitte schreiben Sie" in page.locator("main").inner_text()  # a sentence, nothing lost
    assert page.get_by_label("Ich weiß etwas dazu").is_checked()
    assert barriers_on(page) == []

    page.get_by_label("Ihre Nachricht").fill("Wir sind dienstags da, nicht mittwochs.")
    page.get_by_label("Ihre E-Mail-Adresse").fill("leserin@example.org")
    page.get_by_role("button", name="Absenden").click()

    assert page.get_by_role("heading", level=1).inner_text() == "Vielen Dank"
    assert barriers_on(page) == []
    report = Report.objects.get()
    assert (report.project, report.email) == (entry, "leserin@example.org")
    assert [mail.to for mail in mailoutbox] == [[curator.email]]
    assert "dienstags" in mailoutbox[0].body

    page.get_by_role("link", name="Zurück zum Eintrag").click()
    assert "leserin@example.org" not in page.content()


def test_a_contributor_signs_in_with_a_code_and_out_again(
    transactional_db, open_window, live_server, mailoutbox
):
    page = open_window(live_server, width=360, height=740, script=False)
    page.goto("/konto/anmelden/")
    page.get_by_label("Ihre E-Mail-Adresse").fill("Neu@Example.org")
    page.get_by_role("button", name="Code zusenden").click()
    assert [mail.to for mail in mailoutbox] == [["neu@example.org"]]

    page.get_by_label("Code aus der E-Mail").fill(mailoutbox[0].subject)  # pasted whole
    page.get_by_role("main").get_by_role("button", name="Anmelden").click()
    assert "neu@example.org" in page.locator("main").inner_text()

    page.get_by_role("button", name="Abmelden").click()
    page.goto("/konto/")
    assert page.url.split("?")[0].endswith("/konto/anmelden/")
