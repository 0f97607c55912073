"""The networker looks for an idea, reads where it came from, and prints it for the team."""

import re
from io import BytesIO
from unicodedata import normalize

import pytest
from django.utils.text import slugify
from pypdf import PdfReader

from projects.models import Project
from tests import factories as make
from tests.browser import barriers_on, sticking_out_of

TITLES = ("Repair-Café West", "Reparaturtreff", "Flickstube")


@pytest.fixture
def catalogue(transactional_db, search_index):
    """An idea that went from West to Süd and on to Ost, and another project that is no match."""
    west, south, east = (make.DistrictFactory(name=name) for name in ("West", "Süd", "Ost"))
    topic = make.TopicFactory(name="Reparieren")
    first, second, third = (
        make.ProjectFactory(title=title, home_district=district, topics=[topic], core="Der feste Termin.")
        for title, district in zip(TITLES, (west, south, east), strict=True)
    )
    make.TransferFactory(source=first, target=second, year_from=2015)
    make.TransferFactory(source=second, target=third, year_from=2018)
    make.LessonFactory(project=second, kind="fails", text="Ohne festen Raum kamen bei uns wenige.")
    make.ProjectFactory(title="Chor der Höfe", home_district=west)
    return second


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_networker_finds_an_idea_and_follows_its_way(catalogue, open_window, live_server, script, width):
    page = open_window(live_server, width=width, script=script)
    page.goto("/")
    page.get_by_label("Projekte suchen").fill("Repaircafe")
    page.keyboard.press("Enter")
    page.wait_for_url("**/projekte/?q=Repaircafe*")
    assert page.get_by_role("main").get_by_role("link", name="Repair-Café West").is_visible()
    assert page.get_by_role("link", name="Chor der Höfe").count() == 0

    page.goto("/projekte/?thema=reparieren&bezirk=sued")
    page.get_by_role("main").get_by_role("link", name="Reparaturtreff").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Reparaturtreff"
    text = page.locator("main").inner_text()
    assert "übernommen aus West" in text
    assert "weitergegeben nach Ost" in text
    assert "Ohne festen Raum kamen bei uns wenige." in text

    page.get_by_role("main").get_by_role("link", name="Flickstube").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Flickstube"
    assert "Repair-Café West" in page.locator("main").inner_text()  # its grandparent


def test_a_networker_prints_an_entry_on_one_page(catalogue, open_window, live_server):
    page = open_window(live_server)
    page.goto(catalogue.get_absolute_url())
    page.emulate_media(media="print")

    assert page.get_by_role("navigation", name="Hauptmenü").filter(visible=True).count() == 0
    assert page.locator(".qr svg").is_visible()
    assert page.locator(".qr").get_by_text(catalogue.get_absolute_url()).is_visible()
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


def test_the_story_of_the_seed_fits_on_one_sheet(site, open_window):
    page = open_window(site)
    page.goto("/projekte/degerlochs-schokoladenseiten/")

    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1


def test_a_networker_needs_no_mouse(catalogue, open_window, live_server):
    """From the start page to a found project, by keys alone; the focus can always be seen."""
    page = open_window(live_server)
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Zum Inhalt springen"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhalt"

    tab_to(page, "input[type=search]")
    page.keyboard.type("Flickstube")
    page.keyboard.press("Enter")
    page.wait_for_url("**/projekte/?q=Flickstube*")

    tab_to(page, f"a[href='{catalogue.transfers_out.get().target.get_absolute_url()}']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/projekte/flickstube/")
    assert barriers_on(page) == []


def tab_to(page, selector):
    """Press Tab until the element has the focus; every stop on the way must show that it has it."""
    for _ in range(120):
        page.keyboard.press("Tab")
        assert page.evaluate(SHOWS_FOCUS), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"No Tab leads to {selector}.")


# The stop itself, or the frame that it fills, is outlined.
SHOWS_FOCUS = """() => {
  const stop = document.activeElement;
  if (stop === document.body) return true;
  const seen = stop.getBoundingClientRect();
  const isOutlined = element => getComputedStyle(element).outlineStyle !== 'none';
  return seen.width > 0 && seen.height > 0 && (isOutlined(stop) || isOutlined(stop.parentElement));
}"""


@pytest.mark.parametrize("width", [320, 1280])
def test_a_networker_keeps_projects_compares_them_and_prints_the_dossier(
    catalogue, open_window, live_server, width
):
    page = open_window(live_server, width=width)
    page.goto(catalogue.get_absolute_url())
    assert page.get_by_role("link", name="Zur Merkliste").is_hidden()
    for slug in Project.objects.filter(title__in=TITLES).order_by("pk").values_list("slug", flat=True):
        page.goto(f"/projekte/{slug}/")
        page.get_by_role("button", name="Merken").click()
    assert page.get_by_role("button", name="Gemerkt").get_attribute("aria-pressed") == "true"
    assert barriers_on(page) == []
    assert page.get_by_role("link", name="Zur Merkliste (3)").is_visible()
    page.goto("/merkliste/")
    page.wait_for_url("**/merkliste/?projekt=*")
    assert page.get_by_role("checkbox").count() == 3
    assert barriers_on(page) == []
    page.get_by_role("button", name="vergleichen").click()
    page.wait_for_url("**/vergleichen/?projekt=*")
    assert barriers_on(page) == []
    assert sticking_out_of(page) == []
    page.go_back()
    page.wait_for_url("**/merkliste/?projekt=*")
    read_the_paper(page)


def read_the_paper(page):
    """What the printer brings: a sheet for each project with all that is known, and nothing to press."""
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    sheets = [normalize("NFKC", sheet.extract_text()) for sheet in printed.pages]  # without ligatures

    assert len(sheets) == 3
    for sheet, title, place in zip(sheets, TITLES, ("West", "Süd", "Ost"), strict=True):
        assert title in sheet
        assert place in sheet
        assert "Reparieren" in sheet
        assert "Der feste Termin." in sheet  # closed on the screen
        assert ("Ohne festen Raum kamen bei uns wenige." in sheet) == (title == TITLES[1])
        assert f"/projekte/{slugify(title)}/" in sheet.replace("\n", "")  # for who finds the sheet alone
        assert not [other for other in TITLES if other != title and other in sheet]
    paper = "\n".join(sheets)
    assert not re.search("vergleichen|Merken|Menü|Was wir davon wissen", paper)
    assert page.url.partition("/merkliste/")[2] in re.sub(r"\s", "", paper)  # the list can be typed again
