"""The surroundings of every test: settings of its own and a folder that is thrown away.

pytest loads this plugin before Django reads its settings (`-p tests.environment` in pyproject.toml), once
in each process, so that workers never share a database, an index or a lock. The HTML check and the
benchmarks call `surround` themselves.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from config.translations import compile_to

# Settings of the person who runs the tests are not those of the tests.
OF_THE_SITE = [
    "ACCEL_PREFIX",
    "ALLOWED_HOSTS",
    "CACHE_URL",
    "DATABASE_URL",
    "DEBUG",
    "EMAIL_URL",
    "PORT",
    "SEARCH_URL",
    "SITE_CURATORS",
    "SITE_NAME",
    "SITE_URL",
    "TIME_ZONE",
    "TRUSTED_PROXIES",
]


def surround() -> Path:
    """Point every setting at a new temporary folder and return it; it goes with the process."""
    for name in OF_THE_SITE:
        os.environ.pop(name, None)
    var = Path(tempfile.mkdtemp(prefix="stadtteilwissen-"))
    atexit.register(shutil.rmtree, var, ignore_errors=True)
    (var / "static").mkdir()  # WhiteNoise warns when it is not there
    os.environ["VAR_DIR"] = str(var)
    os.environ["SECRET_KEY"] = "only-for-tests-" + "0123456789abcdef" * 4
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    if url := os.environ.get("TEST_DATABASE_URL"):
        os.environ["DATABASE_URL"] = url
    return var


VAR_DIR = surround()
compile_to(VAR_DIR / "locale")  # now: Django reads translations while it starts
