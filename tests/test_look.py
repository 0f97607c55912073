"""What the look promises and axe does not see: rows, distances, the foot of a page."""

import pytest

from tests.page_types import PAGE_TYPES

BOXES = """selectors => selectors.map(selector => {
  const box = document.querySelector(selector).getBoundingClientRect();
  return {top: box.top, bottom: box.bottom, left: box.left, right: box.right};
})"""


def boxes_of(page, *selectors):
    """Where elements stand in the window, in pixels."""
    return page.evaluate(BOXES, list(selectors))


def test_on_a_phone_name_and_menu_share_a_row(site, open_window):
    page = open_window(site, width=320)
    page.goto("/")

    logo, menu = boxes_of(page, ".logo", ".site-menu > summary")

    assert logo["top"] < menu["bottom"]
    assert menu["top"] < logo["bottom"]
    assert logo["right"] <= menu["left"]


@pytest.mark.parametrize("word", ["Schokoladenseiten", "Nachbarschaftshilfe"])
def test_on_a_phone_a_long_word_stays_whole(site, open_window, word):
    page = open_window(site, width=320)
    page.goto("/themen/" if word == "Nachbarschaftshilfe" else "/projekte/degerlochs-schokoladenseiten/")
    heading = page.locator("main :is(h1, h2)", has_text=word).first

    lines = heading.evaluate(
        """(heading, word) => {
          const text = [...heading.childNodes, ...heading.querySelectorAll('a')]
            .flatMap(node => node.nodeType === 3 ? node : [...node.childNodes])
            .find(node => node.textContent.includes(word));
          const range = document.createRange();
          const start = text.textContent.indexOf(word);
          range.setStart(text, start);
          range.setEnd(text, start + word.length);
          return range.getClientRects().length;
        }""",
        word,
    )

    assert lines == 1


def test_the_footer_of_a_short_page_stands_at_the_foot_of_the_window(site, open_window):
    page = open_window(site, height=1400)
    page.goto("/konto/anmelden/")

    (footer,) = boxes_of(page, ".site-footer")

    assert footer["bottom"] == pytest.approx(1400, abs=1)


def test_cards_beside_a_project_stand_evenly(site, open_window):
    page = open_window(site)
    page.goto(f"/projekte/{site.added['project']}/")

    gaps = page.evaluate(
        """() => {
          const boxes = [...document.querySelectorAll('aside > *')].map(card => card.getBoundingClientRect());
          return boxes.slice(1).map((box, n) => Math.round(box.top - boxes[n].bottom));
        }"""
    )

    assert len(gaps) > 1
    assert len(set(gaps)) == 1


def test_on_a_phone_the_buttons_of_a_part_of_a_hand_out_share_a_row(site, open_window):
    writing = PAGE_TYPES["desk, writing a hand-out"]
    page = open_window(site, width=320, cookies=writing.cookies(site))
    page.goto(writing.path(site))
    row = ".log li:nth-child(2) .moves"

    first, *others = boxes_of(page, *(f"{row} [name=item-{step}]" for step in ("up", "down", "remove")))

    assert [box["top"] for box in others] == [first["top"]] * 2
    assert page.locator(f"{row} button").first.inner_text().startswith("Nach oben")


def test_on_a_phone_a_long_name_of_a_fact_leaves_room_for_what_it_is(site, open_window):
    merging = PAGE_TYPES["desk, merging"]
    page = open_window(site, width=320, cookies=merging.cookies(site))
    page.goto(merging.path(site))

    (fact,) = boxes_of(page, ".facts dd")

    assert fact["right"] - fact["left"] > 120
