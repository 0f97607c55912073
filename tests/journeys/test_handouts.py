"""From a first lesson, told on a phone, to a frozen hand-out with two approvals, taken along at a desk."""

import pytest

from handouts.models import Handout
from outbox.actions import drain
from tests import factories as make
from tests.browser import barriers_on, sticking_out_of
from tests.enrichment import session_of

PHONE = {"width": 320, "height": 740}


@pytest.fixture
def project(transactional_db, search_index):
    place = {"home_district": make.DistrictFactory(name="Süd")}
    return make.ProjectFactory(title="Lesecafé", topics=[make.TopicFactory(name="Lesen")], **place)


@pytest.fixture
def window_of(open_window, live_server):
    """A window in which somebody is signed in."""

    def window_of(person, **size):
        cookie = {"name": "sessionid", "value": session_of(person), "url": live_server.url}
        return open_window(live_server, cookies=[cookie], **size)

    return window_of


def look_at(page):
    assert barriers_on(page) == []
    assert sticking_out_of(page) == []


def hear(page, words):
    """Wait until the page says so."""
    page.get_by_role("main").get_by_text(words).first.wait_for()


def press(page, words):
    """By what stands on it: in the name of a button a space goes before what is hidden from sight."""
    page.get_by_role("button").filter(has_text=words).click()


def test_a_lesson_told_on_a_phone_becomes_a_hand_out(
    project, curator, other_curator, window_of, open_window, live_server, mailoutbox
):
    third = make.CuratorFactory()
    tell_on_a_phone(open_window(live_server, **PHONE), project, mailoutbox)
    publish(window_of(other_curator, **PHONE))
    echo_on_a_phone(open_window(live_server, **PHONE), project, mailoutbox)
    publish_echo(window_of(other_curator))
    write(window_of(curator), project)
    agree_on_a_phone(window_of(other_curator, **PHONE))
    agree(window_of(third))
    drain()
    read_and_take_along(open_window(live_server), project)
    read_on_a_phone(open_window(live_server, dark=True, **PHONE))


def tell_on_a_phone(phone, project, mailoutbox):
    phone.goto(project.get_absolute_url())
    phone.get_by_role("link", name="Erfahrung weitergeben").click()
    phone.get_by_role("button", name="Absenden").click()
    hear(phone, "Bitte wählen Sie, was für eine Erfahrung es ist.")
    look_at(phone)
    phone.get_by_label("Bei uns funktioniert", exact=True).check()
    phone.get_by_label("Was haben Sie gelernt?").fill("Wir lesen immer dienstags vor.")
    phone.get_by_label("Welche Gruppe sagt das?").fill("Team Lesecafé")
    phone.get_by_label("Ihre E-Mail-Adresse").fill("lese@example.org")
    phone.get_by_role("button", name="Absenden").click()
    look_at(phone)
    phone.get_by_label("Code aus der E-Mail").fill(mailoutbox[-1].subject)
    phone.get_by_role("button", name="Bestätigen").click()
    hear(phone, "Vielen Dank")
    look_at(phone)
    phone.get_by_role("link", name="Ihre Einträge").click()
    hear(phone, "Wir lesen immer dienstags vor.")
    look_at(phone)


def publish(desk):
    desk.goto("/redaktion/")
    desk.get_by_role("link", name="Lesecafé").click()
    look_at(desk)
    desk.get_by_role("button", name="Veröffentlichen").click()
    hear(desk, "Die Erfahrung ist veröffentlicht.")


def echo_on_a_phone(phone, project, mailoutbox):
    phone.goto("/projekte/?q=dienstags")
    look_at(phone)
    phone.get_by_role("region", name="Erfahrungen").get_by_role("link", name="Lesecafé").click()
    phone.get_by_role("link", name="Wie ist es bei Ihnen?").click()
    look_at(phone)
    phone.get_by_label("bei uns anders").check()
    phone.get_by_label("In einem Satz").fill("Bei uns kommt abends niemand.")
    phone.get_by_label("Wo ist Ihre Gruppe?").select_option("Süd")
    phone.get_by_label("Ihre E-Mail-Adresse").fill("echo@example.org")
    phone.get_by_role("button", name="Absenden").click()
    phone.get_by_label("Code aus der E-Mail").fill(mailoutbox[-1].subject)
    phone.get_by_role("button", name="Bestätigen").click()
    hear(phone, "Vielen Dank")


def publish_echo(desk):
    desk.goto("/redaktion/?art=resonanz")
    desk.get_by_role("link", name="bei uns anders").click()
    look_at(desk)
    desk.get_by_role("button", name="Veröffentlichen").click()
    hear(desk, "Es wartet nichts.")


def write(desk, project):
    desk.goto("/redaktion/handreichungen/")
    look_at(desk)
    desk.get_by_label("Titel").fill("Vorlesen im Quartier")
    desk.get_by_role("button", name="Beginnen").click()
    look_at(desk)
    desk.get_by_role("button", name="In dieses Kapitel sammeln").click()
    desk.goto(project.get_absolute_url())
    press(desk, "Für eine Handreichung sammeln: Wir lesen")
    hear(desk, "Es steht jetzt in „Vorlesen im Quartier“")
    press(desk, "Für eine Handreichung sammeln: Lesecafé")
    look_at(desk)
    desk.goto("/redaktion/handreichungen/vorlesen-im-quartier/schreiben/")
    desk.get_by_role("link", name="Eigener Text").click()
    desk.get_by_label("Ihr Text").fill("Wer **haftet**?")
    look_at(desk)
    desk.get_by_role("button", name="Speichern").click()
    press(desk, "Nach oben: Wer")
    look_at(desk)
    desk.get_by_role("link", name="So würde sie aussehen").click()
    hear(desk, "Wer haftet?")
    assert desk.get_by_text("Bei uns kommt abends niemand.").count() == 0  # what others say is not frozen
    desk.get_by_role("button", name="Zur Entscheidung stellen").click()
    hear(desk, "Sie haben mitgeschrieben")
    look_at(desk)


def agree_on_a_phone(phone):
    phone.goto("/redaktion/")
    phone.get_by_role("link", name="Vorlesen im Quartier").click()
    look_at(phone)
    phone.get_by_role("button", name="Zustimmen").click()
    hear(phone, "1 von 2 Zustimmungen")


def agree(desk):
    desk.goto("/redaktion/handreichungen/vorlesen-im-quartier/")
    desk.get_by_role("button", name="Zustimmen").click()
    hear(desk, "Die Handreichung ist eingefroren.")


def read_and_take_along(desk, project):
    desk.goto("/themen/")
    desk.get_by_role("link", name="Handreichungen der Gruppe").click()
    look_at(desk)
    desk.get_by_role("link", name="Vorlesen im Quartier").click()
    hear(desk, "Wir lesen immer dienstags vor.")
    hear(desk, "Zitiervorschlag")
    look_at(desk)
    version = Handout.objects.get().versions.get()
    for name, stored in (("als PDF", bytes(version.pdf)), ("als Webseite (HTML)", version.html.encode())):
        with desk.expect_download() as download:
            desk.get_by_role("link", name=name).click()
        assert download.value.path().read_bytes() == stored
    desk.goto(project.get_absolute_url())
    hear(desk, "Steht in der Handreichung Vorlesen im Quartier")
    hear(desk, "Bei uns anders, sagt eine Gruppe in Süd: Bei uns kommt abends niemand.")


def read_on_a_phone(phone):
    phone.goto("/handreichungen/vorlesen-im-quartier/1/")
    hear(phone, "Wer haftet?")
    look_at(phone)
