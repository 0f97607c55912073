"""Journeys type faster than people; what several of them do stands here."""

import pytest

from tests.browser import barriers_on, sticking_out_of


@pytest.fixture(autouse=True)
def hurry(quick_hands):
    """The form for machines would stop them; what it does is tested in tests/people/test_guard.py."""


@pytest.fixture
def window_of(open_window, live_server, client_of):
    """A window in which somebody is signed in: `window_of(curator, width=320)`."""

    def window_of(person, **how):
        morsels = client_of(person).cookies.values()
        cookies = [{"name": one.key, "value": one.value, "url": live_server.url} for one in morsels]
        return open_window(live_server, cookies=cookies, **how)

    return window_of


def look_at(page, heading):
    """Wait for the page with this heading, and look at it."""
    page.get_by_role("heading", level=1, name=heading).wait_for()
    assert barriers_on(page) == []
    assert sticking_out_of(page) == []


def main_of(page):
    return page.get_by_role("main")


def click(page, button):
    main_of(page).get_by_role("button", name=button, exact=True).click()


def told(page, sentence):
    """Wait until the page says it."""
    main_of(page).get_by_text(sentence).first.wait_for()
