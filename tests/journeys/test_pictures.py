"""A picture of the Repair-Café: added on a phone, seen by everybody, reported, looked at by the group."""

import re

import pytest

from tests import factories as make
from tests.browser import barriers_on, sticking_out_of
from tests.enrichment import session_of
from tests.uploads import SVG, photo, whereabouts

WIDEST = {"width": 360, "height": 740}
# Whether the browser can draw the first picture of the page, and which file it has taken.
DRAWN = """async () => {
  const picture = document.querySelector('main picture img');
  picture.loading = 'eager';
  await picture.decode();
  return [picture.naturalWidth > 0, picture.currentSrc];
}"""


@pytest.fixture
def entry(transactional_db, contributor):
    return make.ProjectFactory(title="Repair-Café", slug="repair-cafe", submitted_by=contributor)


@pytest.fixture
def window_of(open_window, live_server):
    """A window in which somebody is signed in; without a person that of a visitor."""

    def window(person=None, **how):
        value = session_of(person) if person else None
        cookies = [{"name": "sessionid", "value": value, "url": live_server.url}] if value else []
        return open_window(live_server, cookies=cookies, **how)

    return window


def sound(page):
    assert barriers_on(page) == []
    assert sticking_out_of(page) == []


def choose(page, name, data):
    page.get_by_label("Bild", exact=True).set_input_files(
        {"name": name, "mimeType": "image/jpeg", "buffer": data}
    )


def test_a_picture_is_added_reported_and_shown_again(entry, contributor, curator, window_of, mailoutbox):
    phone = window_of(contributor, **WIDEST)
    phone.goto(entry.get_absolute_url())
    phone.get_by_role("link", name="Bilder hinzufügen").click()
    sound(phone)

    phone.get_by_label("Was ist zu sehen?").fill("Drei Leute am Reparaturtisch.")
    phone.get_by_label("Niemand ist erkennbar").check()
    phone.get_by_label("Von wem ist das Bild?").fill("Ada Muster")
    choose(phone, "zeichnung.svg", SVG)
    phone.get_by_role("button", name="Bild hinzufügen").click()
    assert "Zeichnung als SVG" in phone.locator("main").inner_text()
    assert phone.get_by_label("Was ist zu sehen?").input_value() == "Drei Leute am Reparaturtisch."
    assert phone.get_by_label("Niemand ist erkennbar").is_checked()
    sound(phone)

    choose(phone, "IMG_1234.JPG", photo("JPEG", (1200, 900), exif=whereabouts()))
    phone.get_by_role("button", name="Bild hinzufügen").click()
    assert "Das Bild ist da." in phone.locator("main").inner_text()
    sound(phone)

    visitor = window_of()
    visitor.goto(entry.get_absolute_url())
    assert visitor.get_by_alt_text("Drei Leute am Reparaturtisch.").count() == 1
    is_drawn, source = visitor.evaluate(DRAWN)
    assert is_drawn
    assert source.endswith(".avif")
    assert "Bild: Ada Muster" in visitor.locator("main").inner_text()
    assert visitor.context.cookies() == []
    sound(visitor)

    visitor.get_by_role("link", name="Bild melden").click()
    sound(visitor)
    visitor.get_by_label("Was stimmt mit diesem Bild nicht?").fill("Ich bin darauf zu sehen.")
    visitor.get_by_role("button", name="Melden und ausblenden").click()
    assert "Das Bild ist ausgeblendet" in visitor.locator("main").inner_text()
    sound(visitor)
    assert visitor.goto(source).status == 404
    visitor.goto(entry.get_absolute_url())
    assert visitor.locator("main picture").count() == 0

    desk = window_of(curator)
    link = re.search(r"http\S+(/redaktion/hinweise/\d+/)", mailoutbox[-1].body)
    desk.goto(link[1])
    desk.get_by_role("link", name="Bild zeigen oder löschen").click()
    assert "Ich bin darauf zu sehen." in desk.locator("main").inner_text()
    assert desk.evaluate(DRAWN)[0]
    sound(desk)
    desk.get_by_role("button", name="Wieder zeigen").click()
    assert "Das Bild ist wieder zu sehen." in desk.locator("main").inner_text()
    visitor.reload()
    assert visitor.evaluate(DRAWN)[0]


def test_pictures_are_put_in_order_and_deleted_without_scripts(entry, contributor, window_of):
    first, second = (
        make.PictureFactory(project=entry, alternative_text=text) for text in ("Erstes.", "Zweites.")
    )
    page = window_of(contributor, **WIDEST, script=False)
    page.goto(f"{entry.get_absolute_url()}bilder/")
    page.get_by_role("button", name="nach oben – Zweites.").click()
    assert list(entry.pictures.all()) == [second, first]

    page.get_by_role("link", name="Ändern oder löschen – Erstes.").click()
    page.get_by_label("Was ist zu sehen?").fill("Ein Tisch.")
    page.get_by_role("button", name="Speichern").click()
    page.get_by_role("link", name="Ändern oder löschen – Ein Tisch.").click()
    page.get_by_role("button", name="Löschen").click()
    assert "Das Bild ist gelöscht." in page.locator("main").inner_text()
    assert list(entry.pictures.all()) == [second]


def test_a_printed_page_spares_the_pictures(entry, window_of):
    make.PictureFactory(project=entry)
    page = window_of()
    page.goto(entry.get_absolute_url())
    assert page.locator("main picture").first.is_visible()

    page.emulate_media(media="print")
    assert not page.locator("main picture").first.is_visible()
