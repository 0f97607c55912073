"""Checks the HTML of every type of page with the Nu HTML checker: `python -m tests.html`.

It needs java, and npm to bring the checker (vnu-jar) into var/; without them it says so and checks nothing.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.environment import VAR_DIR  # first: it is the environment that Django reads
from tests.page_types import PAGE_TYPES
from tests.rendering import answers, prepare_site

ROOT = Path(__file__).resolve().parent.parent
CHECKER = ROOT / "var/vnu/node_modules/vnu-jar/build/dist/vnu.jar"


def bring_checker():
    """What is still lacking to run the checker: tools, or the checker itself; [] when it is there."""
    lacking = [tool for tool in ("java", "npm") if shutil.which(tool) is None]
    if not lacking and not CHECKER.exists():
        (ROOT / "var/vnu").mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--no-save", "--no-package-lock", "--silent", "--fetch-retries=1"]
        subprocess.run([*command, "--prefix=var/vnu", "vnu-jar"], cwd=ROOT, stdout=sys.stderr)
        lacking = [] if CHECKER.exists() else ["vnu-jar, which npm could not bring"]
    return lacking


def render_pages(folder):
    """Write each type of page into the folder, in both languages, as readers get it."""
    added = prepare_site()
    for language, prefix in (("de", ""), ("en", "/en")):
        for name, page in answers(PAGE_TYPES, added, prefix):
            (folder / f"{name.replace(' ', '-')}.{language}.html").write_bytes(page.content)


def main():
    if lacking := bring_checker():
        print(f"HTML was not checked: that needs {' and '.join(lacking)}.", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory(dir=VAR_DIR) as folder:
        render_pages(Path(folder))
        pages = sorted(Path(folder).glob("*.html"))
        print(f"Checking the HTML of {len(pages)} pages.")
        return subprocess.run(["java", "-jar", str(CHECKER), "--errors-only", *map(str, pages)]).returncode


if __name__ == "__main__":
    sys.exit(main())
