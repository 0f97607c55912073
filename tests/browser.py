"""A real browser for the tests, and a note of everything that goes wrong in it."""

import os
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.setup import find_browser

QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    # Names of other hosts lead nowhere: what a page asks of them fails and is noted.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]
AXE = Axe().axe_script
WCAG_22_AA = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]}
# The rules among them that a change of colours alone can break.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# The outermost elements that reach beyond the window, where the page can be scrolled sideways.
STICKING_OUT = """() => {
  const width = document.documentElement.clientWidth;
  const sticksOut = element => element.getBoundingClientRect().right > width + 1;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll('*')]
    .filter(element => sticksOut(element) && !sticksOut(element.parentElement) && element.checkVisibility())
    .map(element => element.outerHTML.slice(0, 160));
}"""


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium without a window; `python -m tests.setup` brings it."""
    path = find_browser()
    assert path, "There is no Chromium. Run `python -m tests.setup`: it says what to install."
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses its sandbox to root
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop in this thread; Django would take the tests for async code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, *sandbox])
        yield browser
        browser.close()


class Witness:
    """What a window was asked to load, and everything that was wrong with it."""

    def __init__(self, page, origin):
        self.origin, self.complaints, self.requests = urlsplit(origin).netloc, [], []
        page.on("console", self.note_console)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("request", self.note_request)

    def note_console(self, message):
        """Errors and warnings; a refusal by the Content-Security-Policy is one of them."""
        is_missing_page = "status of 40" in message.text  # that the page says so is what such a test wants
        is_cut_line = "ERR_INTERNET_DISCONNECTED" in message.text  # so the test has wanted it
        if message.type in ("error", "warning") and not is_missing_page and not is_cut_line:
            self.complaints.append(f"console: {message.text}")

    def take(self):
        complaints, self.complaints = self.complaints, []
        return complaints

    def note_request(self, request):
        self.requests.append(request.url)
        if urlsplit(request.url).netloc not in (self.origin, ""):
            self.complaints.append(f"asked another host: {request.url}")


class Windows:
    """Windows of one browser, each of a visitor of its own, with a witness in each."""

    def __init__(self, browser):
        self.browser, self.contexts, self.witnesses, self.kept = browser, [], [], {}

    def open(self, site, *, width=1280, height=900, dark=False, script=True, cookies=()):
        context = self.browser.new_context(
            base_url=site.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale="de-DE",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        context.add_cookies([*cookies])
        self.contexts.append(context)
        page = context.new_page()
        self.witnesses.append(Witness(page, site.url))
        return page

    def come_back(self, site, *, width=1280, height=900, dark=False, script=True, cookies=()):
        """The window of whoever was here before, in this size and these colours."""
        who = (site.url, script, *(cookie["value"] for cookie in cookies))
        page = self.kept.get(who) or self.open(site, script=script, cookies=cookies)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if dark else "light")
        self.kept[who] = page
        return page

    def complaints(self):
        """What has been noted since this was asked last."""
        return [complaint for witness in self.witnesses for complaint in witness.take()]

    def close(self):
        for context in self.contexts:
            context.close()


@pytest.fixture
def open_window(chromium):
    """Opens windows on a site; a test fails at its end if one of them had something to complain about.

    `open_window(site, width=320, dark=True, script=False)` returns a Playwright page whose relative
    addresses lead to the site.
    """
    windows = Windows(chromium)
    yield windows.open
    windows.close()
    assert windows.complaints() == []


@pytest.fixture(scope="module")
def lasting_windows(chromium):
    windows = Windows(chromium)
    yield windows
    windows.close()


@pytest.fixture
def reading_window(lasting_windows):
    """The same for tests that only read: who comes back finds their window as they left it.

    To open a window takes a process and several times as long as to load a page.
    """
    yield lasting_windows.come_back
    assert lasting_windows.complaints() == []


@pytest.fixture
def page(open_window, live_server):
    """A window on a site of the test's own, with real commits."""
    return open_window(live_server)


def barriers_on(page, rules=WCAG_22_AA):
    """What axe finds against WCAG 2.2 AA, one line each: the rule, then the elements."""
    page.wait_for_load_state()  # a click may have led on: there is no document for a moment
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    return [
        f"{violation['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for violation in page.evaluate("options => axe.run(options)", options)["violations"]
        for node in violation["nodes"]
    ]


def sticking_out_of(page):
    """Elements wider than the window, if the page can be scrolled sideways."""
    page.wait_for_load_state()
    return page.evaluate(STICKING_OUT)
