"""The networker types a few letters and is led to what the catalogue has; with keys, finger or ears."""

import gzip

import pytest
from django.conf import settings

from tests import factories as make
from tests.browser import barriers_on, sticking_out_of


@pytest.fixture
def catalogue(transactional_db, search_index):
    """Two projects, a topic and a district that begin alike."""
    topic, district = make.TopicFactory(name="Reparieren"), make.DistrictFactory(name="Reptal")
    make.ProjectFactory(title="Repair-Café West", topics=[topic], home_district=district)
    make.ProjectFactory(title="Reparaturtreff <b>&amp;</b>", topics=[topic], home_district=district)


def type_into(page, text):
    """The search box, with the list of suggestions open under it."""
    box = page.get_by_label("Projekte suchen")
    box.press_sequentially(text)
    options(page).first.wait_for()
    return box


def options(page):
    return page.get_by_role("listbox", name="Vorschläge").get_by_role("option")


def active(page):
    """The option that the box names as the active one."""
    return page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent"
    )


@pytest.mark.parametrize("path", ["/", "/projekte/", "/gibt-es-nicht/"])
def test_every_search_box_suggests_in_groups_and_says_how_many(catalogue, open_window, live_server, path):
    page = open_window(live_server)
    page.goto(path)
    box = type_into(page, "rep")

    assert box.get_attribute("role") == "combobox"
    assert box.get_attribute("aria-expanded") == "true"
    names = ["Projekte", "Themen", "Bezirke"]
    assert [page.get_by_role("group", name=name, exact=True).count() for name in names] == [1, 1, 1]
    assert page.get_by_role("group", name="Projekte", exact=True).get_by_role("option").all_inner_texts() == [
        "Repair-Café West",
        "Reparaturtreff <b>&amp;</b>",
    ]
    assert page.locator(".search [role=status]").text_content() == "4 Vorschläge"


def test_a_networker_chooses_with_the_keyboard(catalogue, open_window, live_server):
    page = open_window(live_server)
    page.goto("/")
    box = type_into(page, "rep")
    assert active(page) is None

    page.keyboard.press("ArrowDown")
    assert active(page) == "Repair-Café West"
    page.keyboard.press("End")
    assert active(page) == "Reptal"
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    assert active(page) == "Reparaturtreff <b>&amp;</b>"
    assert page.locator("[aria-selected=true]").all_inner_texts() == ["Reparaturtreff <b>&amp;</b>"]
    assert box.input_value() == "rep"
    for _ in range(2):
        page.keyboard.press("ArrowUp")
    assert active(page) is None
    page.keyboard.press("ArrowUp")
    assert active(page) == "Reptal"
    page.keyboard.press("Enter")
    page.wait_for_url("**/bezirke/reptal/")


def test_escape_closes_the_list_and_an_arrow_opens_it_again(catalogue, open_window, live_server):
    page = open_window(live_server)
    page.goto("/")
    box = type_into(page, "rep")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")

    assert box.get_attribute("aria-expanded") == "false"
    assert options(page).filter(visible=True).count() == 0
    assert (box.input_value(), active(page)) == ("rep", None)
    page.keyboard.press("ArrowDown")
    page.locator("[aria-selected=true]").wait_for()
    assert active(page) == "Repair-Café West"
    page.keyboard.press("Tab")
    assert box.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.type") == "submit"


def test_enter_without_a_choice_searches_as_ever(catalogue, open_window, live_server):
    page = open_window(live_server)
    page.goto("/")
    type_into(page, "reparatur")
    page.keyboard.press("Enter")
    page.wait_for_url("**/projekte/?q=reparatur")


def test_a_finger_chooses_too(catalogue, open_window, live_server):
    page = open_window(live_server, width=320)
    page.goto("/projekte/")
    type_into(page, "café")
    page.get_by_role("option", name="Repair-Café West").click()
    page.wait_for_url("**/projekte/repair-cafe-west/")


def test_the_list_and_the_filters_work_side_by_side(catalogue, open_window, live_server):
    page = open_window(live_server)
    page.goto("/projekte/")
    page.get_by_role("group", name="Thema").get_by_label("Reparieren").check()
    page.wait_for_url("**/projekte/?thema=reparieren*")
    box = type_into(page, "café")
    page.keyboard.press("Escape")
    assert box.input_value() == "café"

    page.get_by_role("group", name="Bezirk").get_by_label("Reptal").check()
    page.wait_for_url("**bezirk=reptal*")
    box.press("End")
    box.press_sequentially(" w")
    page.get_by_role("option", name="Repair-Café West").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/projekte/?q=caf*&bezirk=reptal&thema=reparieren*")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["/", "/projekte/"])
def test_the_open_list_has_no_barriers(catalogue, open_window, live_server, path, width, dark):
    page = open_window(live_server, width=width, dark=dark)
    page.goto(path)
    type_into(page, "rep")
    page.keyboard.press("ArrowDown")

    assert barriers_on(page) == []
    assert sticking_out_of(page) == []
    heights = [option.bounding_box()["height"] for option in options(page).all()]
    assert min(heights) >= 44


def test_without_scripts_it_is_a_plain_search_box(catalogue, open_window, live_server):
    page = open_window(live_server, script=False)
    page.goto("/")
    page.get_by_role("searchbox", name="Projekte suchen").fill("rep")
    page.keyboard.press("Enter")
    page.wait_for_url("**/projekte/?q=rep")


def test_a_site_that_does_not_answer_leaves_the_box_as_it_is(catalogue, open_window, live_server):
    page = open_window(live_server)
    page.goto("/")
    page.route("**/vorschlaege/*", lambda route: route.fulfill(status=404, body="nein"))
    box = page.get_by_label("Projekte suchen")
    box.press_sequentially("rep")
    page.wait_for_timeout(400)
    assert box.get_attribute("aria-expanded") == "false"


def test_the_script_is_small_and_writes_no_html():
    script = (settings.BASE_DIR / "static/js/suggest.js").read_bytes()

    assert len(gzip.compress(script)) <= 1500
    assert b"innerHTML" not in script
