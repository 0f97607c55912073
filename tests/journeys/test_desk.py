"""A member of the group prepares the Rundbrief without the admin, on a phone and at a desk."""

import pytest

from editorial.models import Newsletter
from tests import factories as make
from tests.browser import barriers_on, sticking_out_of


@pytest.fixture
def entry(transactional_db, search_index):
    return make.ProjectFactory(title="Lesecafé", home_district=make.DistrictFactory(name="Süd"))


def look_at(page):
    assert barriers_on(page) == []
    assert sticking_out_of(page) == []


def sign_in(page, address, mailoutbox):
    page.get_by_label("Ihre E-Mail-Adresse").fill(address)
    page.get_by_role("button", name="Code zusenden").click()
    page.get_by_label("Code aus der E-Mail").fill(mailoutbox[-1].subject.split()[0])
    page.get_by_role("main").get_by_role("button", name="Anmelden").click()


def pasted(page):
    """What the clipboard holds: pasted into the form for a new entry."""
    page.goto("/mitmachen/")
    page.get_by_label("Was ist es, in ein, zwei Sätzen?").press("ControlOrMeta+v")
    return page.get_by_label("Was ist es, in ein, zwei Sätzen?").input_value()


@pytest.mark.parametrize(("width", "dark"), [(320, True), (1280, False)], ids=["phone", "desk"])
def test_the_newsletter_is_copied_and_noted(
    entry, curator, open_window, live_server, mailoutbox, width, dark
):
    page = open_window(live_server, width=width, dark=dark)
    page.goto("/konto/anmelden/?next=/redaktion/")
    sign_in(page, curator.email, mailoutbox)
    page.get_by_role("link", name="Rundbrief").click()
    look_at(page)
    page.get_by_role("button", name="Rundbrief-Text kopieren").click()
    page.get_by_role("button", name="Kopiert").wait_for()
    page.get_by_role("button", name="Er ist verschickt").click()
    look_at(page)
    assert Newsletter.objects.get().by == curator
    assert "Seit dem" in page.get_by_role("main").inner_text()
    assert "– Lesecafé (Süd)" in pasted(page)


def test_without_a_script_the_text_is_there_to_be_chosen(entry, curator, open_window, live_server, client_of):
    cookies = [
        {"name": morsel.key, "value": morsel.value, "url": live_server.url}
        for morsel in client_of(curator).cookies.values()
    ]
    page = open_window(live_server, script=False, cookies=cookies)
    page.goto("/redaktion/rundbrief/")
    assert "– Lesecafé (Süd)" in page.get_by_label("Der Text").input_value()
    assert not page.get_by_role("button", name="Rundbrief-Text kopieren").is_visible()
