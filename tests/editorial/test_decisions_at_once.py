"""Several members decide on one entry at the same moment: one wins, the others are told. On each database."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import DATABASES

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = int(os.environ.get("ROUNDS", "6"))
STATE_AFTER = {"publish": "published", "reject": "rejected", "ask_back": "queried"}
TOLD = {
    "Somebody else has decided meanwhile",  # in the language of the sources: nothing is compiled there
    "There is an open objection. It must be withdrawn first.",
}
LOGGED = {"publish": "published", "reject": "rejected", "ask_back": "asked_back"}


@pytest.fixture
def database_url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/catalogue.sqlite3"
    return request.getfixturevalue("postgres_url")


@pytest.mark.parametrize("database_url", DATABASES, indirect=True)
def test_one_decision_wins_and_the_others_are_told(database_url, tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "tests.editorial.deciders", str(ROUNDS)],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database_url, "VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr
    rounds = json.loads(run.stdout.splitlines()[-1])

    assert len(rounds) == ROUNDS
    for one in rounds:
        won = [came.removeprefix("done: ") for came in one["came"] if came.startswith("done: ")]
        decided = [what for what in won if what != "object"]
        told = [came for came in one["came"] if not came.startswith("done: ")]
        assert len(decided) == 1, one
        assert one["state"] == STATE_AFTER[decided[0]]
        assert one["log"].count(LOGGED[decided[0]]) == 1
        assert "object" in won
        assert one["blocked"]
        assert len(told) == 3
        assert {text.split(":")[0] for text in told} <= TOLD
        # Who published did so before the objection was raised, never over it.
        if decided == ["publish"]:
            assert one["log"].index("published") < one["log"].index("objection")
