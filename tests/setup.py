"""Finds Debian's Chromium and a font for the browser tests, or installs them: `python -m tests.setup`.

Without them it says what to install and fails: the browser tests are never left out silently.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGES = {"browser": "chromium", "font": "fonts-dejavu-core"}
FONT_FOLDERS = ["/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts"]
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


def find_browser():
    """The path of an installed Chromium, or None."""
    return shutil.which("chromium", path=os.environ.get("PATH", "") + ":" + SYSTEM_PATH)


def find_font():
    """The path of any installed font that a browser can draw letters with, or None."""
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS]
    return next((path for folder in folders for path in folder.rglob("*.[to]tf")), None)


def missing():
    """Debian packages that are still needed."""
    found = {"browser": find_browser(), "font": find_font()}
    return [PACKAGES[what] for what, where in found.items() if where is None]


def install(packages):
    """Let apt install these; CalledProcessError if it cannot."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "PATH": SYSTEM_PATH}
    for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        subprocess.run(
            ["apt-get", "-o", "DPkg::Lock::Timeout=300", *command],
            env=environment,
            stdout=sys.stderr,
            check=True,
        )


def main():
    packages = missing()
    if packages and os.geteuid() == 0 and shutil.which("apt-get", path=SYSTEM_PATH):
        print("Installing for the browser tests:", *packages, file=sys.stderr)
        install(packages)
        packages = missing()
    if packages:
        print("The browser tests need more. Please install:", file=sys.stderr)
        print("  sudo apt-get install", *packages, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
