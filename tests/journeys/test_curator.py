"""A member of the steering group hides an entry at once, because somebody has asked for it."""

import pytest

from projects.choices import State
from tests import factories as make
from tests.browser import barriers_on


@pytest.fixture
def entry(transactional_db, search_index):
    source = make.ProjectFactory(title="Lesecafé")
    make.TransferFactory(source=source, target=make.ProjectFactory(title="Vorleserunde"))
    return source


def sign_in(page, address, mailoutbox):
    page.get_by_label("Ihre E-Mail-Adresse").fill(address)
    page.get_by_role("button", name="Code zusenden").click()
    assert barriers_on(page) == []
    page.get_by_label("Code aus der E-Mail").fill(mailoutbox[-1].subject.split()[0])
    page.get_by_role("main").get_by_role("button", name="Anmelden").click()


def test_a_curator_signs_in_and_hides_an_entry(entry, curator, page, open_window, live_server, mailoutbox):
    page.goto(f"/konto/anmelden/?next={entry.get_absolute_url()}")
    sign_in(page, curator.email, mailoutbox)
    page.get_by_role("link", name="Steuerungsgruppe").click()
    assert barriers_on(page) == []

    page.get_by_role("button", name="Sofort ausblenden").click()
    assert "Der Eintrag ist ausgeblendet" in page.locator("main").inner_text()
    assert barriers_on(page) == []
    entry.refresh_from_db()
    assert entry.state == State.REMOVED

    visitor = open_window(live_server)
    assert visitor.goto(entry.get_absolute_url()).status == 404
    visitor.goto("/projekte/?q=Lesecafé")
    assert visitor.get_by_role("main").get_by_role("link", name="Lesecafé").count() == 0
    visitor.goto("/transfers/")
    assert "Lesecafé" not in visitor.content()
    assert "auf Wunsch entfernt" in visitor.content()


def test_the_admin_runs_under_the_same_policy(entry, admin_user, page, mailoutbox):
    """No inline script or style there either: the window itself reports every refusal."""
    page.goto("/admin/")
    sign_in(page, admin_user.email, mailoutbox)

    assert "/admin/" in page.url
    for path in ("projects/project/", f"projects/project/{entry.pk}/change/", "knowledge/transfer/add/"):
        assert page.goto(f"/admin/{path}", wait_until="networkidle").status == 200
