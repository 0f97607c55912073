"""Every type of page, looked at by axe (WCAG 2.2 AA): light and dark, on a phone and on a desk."""

import pytest

from tests.browser import barriers_on, sticking_out_of
from tests.page_types import PAGE_TYPES


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", PAGE_TYPES)
def test_a_page_has_no_barriers(site, open_window, name, width, dark):
    page_type = PAGE_TYPES[name]
    page = open_window(site, width=width, dark=dark, cookies=page_type.cookies(site))
    page.goto(page_type.path(site), wait_until="networkidle")

    assert barriers_on(page) == []
    assert sticking_out_of(page) == []
