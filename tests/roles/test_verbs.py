"""Who may do what: the tables of docs/roles.md, each row tried by each person in each state."""

import importlib
import inspect
import pkgutil

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404

from tests import factories as make
from tests.roles import entries, others, transfers, waiting
from tests.roles.document import table

TABLES = {
    "An entry": (entries, entries.Entry),
    "What waits for an answer": (waiting, waiting.Asked),
    "A transfer": (transfers, transfers.Shared),
    "Everything else": (others, others.Anything),
}
ROWS = [(heading, row) for heading in TABLES for row in table(heading)]
REFUSALS = (PermissionDenied, ValidationError, ObjectDoesNotExist, Http404)
# These carry out a verb of the tables for a page, or are a part of one.
WITHIN = {
    "take_step", "answer_proposal", "merge_as_seen", "hand_in", "hand_in_change", "note_consent", "agree",
    "record_transfer", "begin_interest", "follow",
}  # fmt: skip
# Tried elsewhere: whose turn it is depends on an invitation.
ELSEWHERE = {"join"}


def person_of(column):
    if column == "visitor":
        return AnonymousUser()
    if column == "admin":
        return make.UserFactory(is_staff=True, is_superuser=True)
    return make.CuratorFactory() if column.startswith("group") else make.UserFactory()


def is_done(attempt, case):
    """Whether it was done; nothing of it stays."""
    with transaction.atomic():
        try:
            return bool(attempt(case()))
        except REFUSALS:
            return False
        finally:
            transaction.set_rollback(True)


@pytest.fixture
def no_decoder(monkeypatch):
    """Who may add a picture is asked before anything is decoded."""
    monkeypatch.setattr("projects.actions.pictures.reencode", lambda upload, folder: (64, 48))


@pytest.fixture
def ground(db):
    """What entries stand on; and a member of the group, so that who leaves it is not the last one."""
    make.CuratorFactory()
    return {
        "home_district": make.DistrictFactory(),
        "topics": [make.TopicFactory()],
        "sectors": [make.SectorFactory()],
    }


@pytest.mark.usefixtures("no_decoder")
@pytest.mark.parametrize(
    ("heading", "row", "state"),
    [
        pytest.param(heading, row, state, id=f"{row.label} {state}")
        for heading, row in ROWS
        for state in TABLES[heading][0].STATES
    ],
)
def test_the_table_says_who_may(ground, heading, row, state):
    tries, case = TABLES[heading]
    said = {column: state in row.states_for(column, tries.STATES) for column in row.cells}
    found = {
        column: is_done(tries.TRIES[row.label], lambda who=column: case(who, person_of(who), state, ground))
        for column in row.cells
    }
    assert found == said


def test_every_row_is_tried():
    for heading, (tries, _case) in TABLES.items():
        assert [row.label for row in table(heading)] == list(tries.TRIES)


def test_every_verb_stands_in_a_row():
    """A verb is a public function that says by whom, or is called without an account: `by` is its mark."""
    named = {verb for _heading, row in ROWS for verb in row.verbs}

    assert verbs_of_the_code() - named == WITHIN | ELSEWHERE, "Say in docs/roles.md who may do this."


def verbs_of_the_code():
    modules = [
        importlib.import_module(found.name)
        for app in ("projects", "knowledge", "needs", "meetings", "handouts", "search", "editorial", "pages")
        for found in pkgutil.walk_packages(importlib.import_module(app).__path__, f"{app}.")
        if not {"migrations", "management"} & set(found.name.split("."))
    ]
    return {
        name
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_") and has_actor(function)
    }


def has_actor(function):
    actor = inspect.signature(function).parameters.get("by")
    return actor is not None and actor.kind == actor.KEYWORD_ONLY
