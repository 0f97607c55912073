"""Several members decide on one entry at the same moment: one wins, the others are told. On each database."""

import os

from tests import processes

ROUNDS = int(os.environ.get("ROUNDS", "6"))
STATE_AFTER = {"publish": "published", "reject": "rejected", "ask_back": "queried"}
TOLD = {
    "Somebody else has decided meanwhile",  # in the language of the sources: nothing is compiled there
    "There is an open objection. It must be withdrawn first.",
}
LOGGED = {"publish": "published", "reject": "rejected", "ask_back": "asked_back"}


def test_one_decision_wins_and_the_others_are_told(surroundings):
    rounds = processes.run("tests.editorial.deciders", ROUNDS, **surroundings)

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
