"""A site on PostgreSQL from its first migration on: seeded, and each type of page answers as on SQLite."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import BINARIES
from tests.rendering import ALL

ROOT = Path(__file__).resolve().parents[2]
NOT_FOR_EVERYONE = {"not found": 404, "not allowed": 403, "link that no longer works": 404}


@pytest.mark.skipif(not BINARIES, reason="PostgreSQL is not installed")
def test_each_type_of_page_answers(empty_postgresql):
    run = subprocess.run(
        [sys.executable, "-m", "tests.rendering"],
        cwd=ROOT,
        env=os.environ | {"TEST_DATABASE_URL": empty_postgresql},
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert run.returncode == 0, run.stderr
    answered = json.loads(run.stdout.splitlines()[-1])

    assert answered.keys() == ALL.keys()
    assert {name: status for name, status in answered.items() if status != 200} == NOT_FOR_EVERYONE
