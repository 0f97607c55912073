"""Every type of page, looked at by axe (WCAG 2.2 AA): light and dark, on a phone and on a desk."""

from itertools import product

import pytest
from django.urls import resolve

from tests.addresses import all_addresses
from tests.browser import COLOURS, WCAG_22_AA, barriers_on, sticking_out_of
from tests.page_types import MACHINES, PAGE_TYPES

# Signing out, steps and files have no page; those of codes and what follows a form are seen on journeys.
ELSEWHERE = {
    "contributing:code",
    "contributing:take-back",
    "projects:picture-file",
    "projects:picture-step",
    "people:sign-out",
    "people:sign-in-code",
    "people:data",
    "people:delete",
    "people:delete-code",
    "projects:answer-thanks",
    "projects:claim-code",
    "editorial:handout-chapter",
    "handouts:html",
    "handouts:pdf",
    "knowledge:begin-entry",
    "knowledge:button",
    "knowledge:interest-code",
    "knowledge:note-back",
    "knowledge:say-code",
    "needs:code",
    "needs:settle",
    "projects:question-code",
    "projects:question-thanks",
}


def test_every_address_is_looked_at(site):
    seen = {resolve(page.path(site).split("?")[0]).view_name for page in PAGE_TYPES.values()}
    seen |= {resolve(path.split("?")[0]).view_name for path in MACHINES}

    addresses = {address.name for address in all_addresses() if not address.route.startswith("admin/")}
    assert addresses - seen == ELSEWHERE, "Add the page to tests/page_types.py."


@pytest.mark.parametrize("name", PAGE_TYPES)
def test_a_page_has_no_barriers(site, reading_window, name):
    """Loaded once and looked at four times: loading takes longer than looking."""
    page_type = PAGE_TYPES[name]
    page = reading_window(site, cookies=page_type.cookies(site))
    page.goto(page_type.path(site))

    assert page.locator("option", has_text="---").count() == 0, "A choice of nothing is said in words."
    for width, (scheme, rules) in product((320, 1280), (("light", WCAG_22_AA), ("dark", COLOURS))):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert barriers_on(page, rules) == [], (width, scheme)
        assert sticking_out_of(page) == [], (width, scheme)
