"""From a first lesson to a frozen hand-out with two approvals, on a phone and at a desk."""

import pytest

from handouts.models import Handout
from outbox.actions import drain
from tests import factories as make
from tests.browser import barriers_on, sticking_out_of
from tests.enrichment import session_of

PHONE, DESK = {"width": 320, "height": 740}, {"width": 1280}


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


@pytest.mark.parametrize(("here", "there"), [(PHONE, DESK), (DESK, PHONE)], ids=["phone", "desk"])
def test_a_lesson_becomes_a_hand_out(
    project, curator, other_curator, window_of, open_window, live_server, mailoutbox, here, there
):
    third = make.CuratorFactory()
    tell(open_window(live_server, **here), project, mailoutbox)
    publish(window_of(other_curator, **here))
    echo(open_window(live_server, **here), project, mailoutbox)
    publish_echo(window_of(other_curator, **there))
    write(window_of(curator, **there), project)
    agree_first(window_of(other_curator, **here))
    agree_last(window_of(third, **there))
    drain()
    read_and_take_along(open_window(live_server, **there), project)
    read_in_the_dark(open_window(live_server, dark=True, **here))


def tell(page, project, mailoutbox):
    page.goto(project.get_absolute_url())
    page.get_by_role("link", name="Erfahrung weitergeben").click()
    page.get_by_role("button", name="Absenden").click()
    hear(page, "Bitte wählen Sie, was für eine Erfahrung es ist.")
    look_at(page)
    page.get_by_label("Bei uns funktioniert", exact=True).check()
    page.get_by_label("Was haben Sie gelernt?").fill("Wir lesen immer dienstags vor.")
    page.get_by_label("Welche Gruppe sagt das?").fill("Team Lesecafé")
    page.get_by_label("Ihre E-Mail-Adresse").fill("lese@example.org")
    page.get_by_role("button", name="Absenden").click()
    look_at(page)
    page.get_by_label("Code aus der E-Mail").fill(mailoutbox[-1].subject)
    page.get_by_role("button", name="Bestätigen").click()
    hear(page, "Vielen Dank")
    look_at(page)
    page.get_by_role("link", name="Ihre Einträge").click()
    hear(page, "Wir lesen immer dienstags vor.")
    look_at(page)


def publish(page):
    page.goto("/redaktion/")
    page.get_by_role("link", name="Lesecafé").click()
    look_at(page)
    page.get_by_role("button", name="Veröffentlichen").click()
    hear(page, "Die Erfahrung ist veröffentlicht.")


def echo(page, project, mailoutbox):
    page.goto("/projekte/?q=dienstags")
    look_at(page)
    page.get_by_role("region", name="Erfahrungen").get_by_role("link", name="Lesecafé").click()
    page.get_by_role("link", name="Wie ist es bei Ihnen?").click()
    look_at(page)
    page.get_by_label("bei uns anders").check()
    page.get_by_label("In einem Satz").fill("Bei uns kommt abends niemand.")
    page.get_by_label("Wo ist Ihre Gruppe?").select_option("Süd")
    page.get_by_label("Ihre E-Mail-Adresse").fill("echo@example.org")
    page.get_by_role("button", name="Absenden").click()
    page.get_by_label("Code aus der E-Mail").fill(mailoutbox[-1].subject)
    page.get_by_role("button", name="Bestätigen").click()
    hear(page, "Vielen Dank")


def publish_echo(page):
    page.goto("/redaktion/?art=resonanz")
    page.get_by_role("link", name="bei uns anders").click()
    look_at(page)
    page.get_by_role("button", name="Veröffentlichen").click()
    hear(page, "Es wartet nichts.")


def write(page, project):
    page.goto("/redaktion/handreichungen/")
    look_at(page)
    page.get_by_label("Titel").fill("Vorlesen im Quartier")
    page.get_by_role("button", name="Beginnen").click()
    look_at(page)
    page.get_by_role("button", name="In dieses Kapitel sammeln").click()
    page.goto(project.get_absolute_url())
    press(page, "Für eine Handreichung sammeln: Wir lesen")
    hear(page, "Es steht jetzt in „Vorlesen im Quartier“")
    press(page, "Für eine Handreichung sammeln: Lesecafé")
    look_at(page)
    page.goto("/redaktion/handreichungen/vorlesen-im-quartier/schreiben/")
    page.get_by_role("link", name="Eigener Text").click()
    page.get_by_label("Ihr Text").fill("Wer **haftet**?")
    look_at(page)
    page.get_by_role("button", name="Speichern").click()
    press(page, "Nach oben: Wer")
    look_at(page)
    page.get_by_role("link", name="So würde sie aussehen").click()
    hear(page, "Wer haftet?")
    assert page.get_by_text("Bei uns kommt abends niemand.").count() == 0  # what others say is not frozen
    page.get_by_role("button", name="Zur Entscheidung stellen").click()
    hear(page, "Sie haben mitgeschrieben")
    look_at(page)


def agree_first(page):
    page.goto("/redaktion/")
    page.get_by_role("link", name="Vorlesen im Quartier").click()
    look_at(page)
    page.get_by_role("button", name="Zustimmen").click()
    hear(page, "1 von 2 Zustimmungen")


def agree_last(page):
    page.goto("/redaktion/handreichungen/vorlesen-im-quartier/")
    page.get_by_role("button", name="Zustimmen").click()
    hear(page, "Die Handreichung ist eingefroren.")


def read_and_take_along(page, project):
    page.goto("/themen/")
    page.get_by_role("link", name="Handreichungen der Gruppe").click()
    look_at(page)
    page.get_by_role("link", name="Vorlesen im Quartier").click()
    hear(page, "Wir lesen immer dienstags vor.")
    hear(page, "Zitiervorschlag")
    look_at(page)
    version = Handout.objects.get().versions.get()
    for name, stored in (("als PDF", bytes(version.pdf)), ("als Webseite (HTML)", version.html.encode())):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.path().read_bytes() == stored
    page.goto(project.get_absolute_url())
    hear(page, "Steht in der Handreichung Vorlesen im Quartier")
    hear(page, "Bei uns anders, sagt eine Gruppe in Süd: Bei uns kommt abends niemand.")


def read_in_the_dark(page):
    page.goto("/handreichungen/vorlesen-im-quartier/1/")
    hear(page, "Wer haftet?")
    look_at(page)
