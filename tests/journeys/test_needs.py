"""A room without people meets people without a room."""

import pytest

from needs.models import Need
from tests import factories as make
from tests.browser import barriers_on, sticking_out_of


@pytest.fixture
def world(transactional_db):
    place = make.DistrictFactory(name="Botnang")
    return make.NeedFactory(
        district=place,
        lacks="Menschen, die unseren Saal beleben",
        lacks_kinds=["menschen"],
        has="Ein Saal mit Küche",
        has_kinds=["raum"],
        by__email="saal@example.org",
    )


def look_at(page, heading):
    page.get_by_role("heading", level=1, name=heading).wait_for()
    assert barriers_on(page) == []
    assert sticking_out_of(page) == []


def enter_code(page, mailoutbox):
    page.get_by_label("Code aus der E-Mail").wait_for()
    look_at(page, "Code eingeben")
    page.get_by_label("Code aus der E-Mail").fill(mailoutbox[-1].subject)
    page.get_by_role("button", name="Bestätigen").click()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_need_meets_its_complement(world, curator, client_of, open_window, live_server, mailoutbox, width):
    group = open_window(live_server, width=width)
    group.goto("/gesucht/")
    look_at(group, "Gesucht")
    group.get_by_role("link", name="Sagen, was Ihrer Gruppe fehlt").click()
    look_at(group, "Sagen, was Ihrer Gruppe fehlt")
    group.get_by_label("Wo ist Ihre Gruppe?").select_option("Botnang")
    group.get_by_label("Was fehlt Ihnen?").fill("Ein Raum für unseren Chor")
    group.get_by_role("group", name="Was ist das?", exact=True).get_by_label("ein Raum").check()
    group.get_by_label("Was haben Sie?").fill("Zwanzig Stimmen")
    group.get_by_role("group", name="was Sie haben").get_by_label("Menschen").check()
    group.get_by_label("Ihre E-Mail-Adresse").fill("chor@example.org")
    group.get_by_role("button", name="Absenden").click()
    enter_code(group, mailoutbox)
    look_at(group, "Vielen Dank")

    need = Need.objects.exclude(pk=world.pk).get()
    client_of(curator).post(f"/redaktion/gesucht/{need.pk}/", {"answer": "grant", "words": ""})
    group.goto(need.get_absolute_url())
    look_at(group, "Ein Raum für unseren Chor")
    group.get_by_role("link", name="Menschen, die unseren Saal beleben").click()
    look_at(group, "Menschen, die unseren Saal beleben")
    group.get_by_role("link", name="Ich kann helfen").click()
    look_at(group, "Ich kann helfen")
    group.get_by_label("Ihre Antwort").fill("Wir singen gern bei Ihnen.")
    group.get_by_role("button", name="Absenden").click()
    look_at(group, "Vielen Dank")
    assert (mailoutbox[-1].to, mailoutbox[-1].reply_to) == (["saal@example.org"], ["chor@example.org"])

    group.goto(need.get_absolute_url())
    group.get_by_role("button", name="Das hat sich erledigt").click()
    group.get_by_text("Es ist von der Seite genommen.").wait_for()
    assert not need.__class__.objects.current().filter(pk=need.pk).exists()
