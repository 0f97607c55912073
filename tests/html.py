"""Checks the HTML of every type of page with the Nu HTML checker: `python -m tests.html`.

It needs java, and npm to bring the checker (vnu-jar) into var/; without them it says so and checks nothing.
"""

import logging
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.environment import VAR_DIR  # first: it is the environment that Django reads

ROOT = Path(__file__).resolve().parent.parent
CHECKER = ROOT / "var/vnu/node_modules/vnu-jar/build/dist/vnu.jar"


def bring_checker():
    """The path of the checker, fetched once; CalledProcessError if npm cannot."""
    if not CHECKER.exists():
        command = ["npm", "install", "--no-save", "--no-package-lock", "--silent", "--prefix", "var/vnu"]
        (ROOT / "var/vnu").mkdir(parents=True, exist_ok=True)
        subprocess.run([*command, "vnu-jar"], cwd=ROOT, check=True, stdout=sys.stderr)
    return CHECKER


def render_pages(folder):
    """Write each type of page into the folder, in both languages, as readers get it."""
    import django

    django.setup()
    logging.disable(logging.WARNING)  # pages that are not there or not allowed are checked, too
    from django.core.management import call_command
    from django.test import Client

    from tests.enrichment import enrich
    from tests.page_types import PAGE_TYPES

    call_command("prepare")
    added = enrich()
    for name, page_type in PAGE_TYPES.items():
        browser = Client(headers={"host": "127.0.0.1"})
        if cookie := added["cookies"].get(page_type.reader):
            browser.cookies["sessionid"] = cookie
        for language, prefix in (("de", ""), ("en", "/en")):
            page = browser.get(prefix + page_type.address.format(**added))
            (folder / f"{name.replace(' ', '-')}.{language}.html").write_bytes(page.content)


def main():
    lacking = [tool for tool in ("java", "npm") if shutil.which(tool) is None]
    if lacking:
        print(f"HTML was not checked: that needs {' and '.join(lacking)}.", file=sys.stderr)
        return 0
    checker = bring_checker()
    with tempfile.TemporaryDirectory(dir=VAR_DIR) as folder:
        render_pages(Path(folder))
        pages = sorted(Path(folder).glob("*.html"))
        print(f"Checking the HTML of {len(pages)} pages.")
        return subprocess.run(["java", "-jar", str(checker), "--errors-only", *map(str, pages)]).returncode


if __name__ == "__main__":
    sys.exit(main())
