"""Draws the README's picture: `python -m docs.picture http://127.0.0.1:8000/` writes docs/start.png."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.setup import find_browser


def main(address: str) -> None:
    target = Path(__file__).with_name("start.png")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 1500})
        page.goto(address)
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
