"""Finds what the tests need of Debian, or installs it: `python -m tests.setup`.

Without a browser, a font and what draws a PDF it says what to install and fails: no test is left out
silently. Without PostgreSQL, what would run on it runs on SQLite only, and that is said; where `CI` is set it
fails, too.
"""

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = {
    "browser": "chromium",
    "font": "fonts-dejavu-core",
    "letters of a PDF": "libpangoft2-1.0-0",
    "fonts in a PDF": "libharfbuzz-subset0",
    "database": "postgresql",
}
FONT_FOLDERS = ["/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts"]
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def find_browser():
    """The path of an installed Chromium, or None."""
    return shutil.which("chromium", path=os.environ.get("PATH", "") + ":" + SYSTEM_PATH)


def find_font():
    """The path of any installed font that a browser can draw letters with, or None."""
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    return next((path for folder in folders for path in folder.rglob("*.[to]tf")), None)


def find_library(name):
    """The library itself, or None if the system has none of this name."""
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None


def find_postgresql():
    """The folder with the programs of the newest installed PostgreSQL, or None."""
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    return max(folders, default=None, key=lambda path: float(path.parent.name))


def missing():
    """Debian packages that are still needed."""
    found = {
        "browser": find_browser(),
        "font": find_font(),
        "letters of a PDF": find_library("libpangoft2-1.0.so.0"),
        "fonts in a PDF": find_library("libharfbuzz-subset.so.0"),
        "database": find_postgresql(),
    }
    return [PACKAGES[what] for what, where in found.items() if where is None]


def install(packages):
    """Let apt try to install these; what it could not bring is still missing."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "PATH": SYSTEM_PATH}
    for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        subprocess.run(
            ["apt-get", "-o", "DPkg::Lock::Timeout=300", *command], env=environment, stdout=sys.stderr
        )


def main():
    packages = missing()
    if packages and os.geteuid() == 0 and shutil.which("apt-get", path=SYSTEM_PATH):
        print("Installing for the tests:", *packages, file=sys.stderr)
        install(packages)
        packages = missing()
    if packages == [PACKAGES["database"]] and not os.environ.get("CI"):
        print("PostgreSQL is not installed: the tests run on SQLite only. To have both:", file=sys.stderr)
        print("  sudo apt-get install", *packages, file=sys.stderr)
        return 0
    if packages:
        print("The tests need more. Please install:", file=sys.stderr)
        print("  sudo apt-get install", *packages, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
