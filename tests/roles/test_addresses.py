"""Who gets in where: the tables of docs/roles.md, each address asked for by each person.

A new address fails here until a row of the document says who may see it.
"""

import re
from copy import deepcopy

import pytest
from django.db import transaction

from tests.addresses import all_addresses
from tests.roles.document import table
from tests.roles.world import HIDDEN, OTHER, PUBLISHED, World, path_of

PERSONS = ["visitor", "signed in", "whose it is", "group", "admin"]
ADDRESS = re.compile(r"`(/[^`]*)`")
ADDRESSES = all_addresses()


class Pattern:
    """An address of the document: whole, or the beginning of many."""

    def __init__(self, written, cells):
        self.text, self.is_open, self.cells = written.rstrip("…"), written.endswith("…"), cells

    def fits(self, route):
        return route.startswith(self.text) if self.is_open else route == self.text

    @property
    def rank(self):
        return (len(self.text), not self.is_open)


def rows_of(heading):
    return [Pattern(written, row.cells) for row in table(heading) for written in ADDRESS.findall(row.label)]


ROWS = {heading: rows_of(heading) for heading in (PUBLISHED, HIDDEN, OTHER)}


def row_for(heading, address):
    """The row that holds for this address, if this table has one."""
    route = re.sub(r"<\w+:", "<", f"/{address.route}".removesuffix("$"))
    fitting = [row for row in ROWS[heading] if row.fits(route)]
    return max(fitting, key=lambda row: row.rank, default=None)


@pytest.fixture(scope="module")
def shared_world(shared_rows):
    return World()


@pytest.fixture
def world(shared_world, empty_index):
    return shared_world


def answer_to(browser, path):
    """ "yes", "sign in", or the status with which it is refused."""
    response = browser.get(path)
    return answer_to_button(browser, path) if response.status_code == 405 else read(browser, response)


def answer_to_button(browser, path):
    return read(browser, browser.post(path))


def read(browser, response):
    leads_to = response.get("Location", "")
    if leads_to.startswith("/admin/login/?"):
        return answer_to(browser, leads_to)
    if leads_to.startswith("/konto/anmelden/?next="):
        return "sign in"
    return "yes" if response.status_code in (200, 301, 302, 400) else str(response.status_code)


def without_trace(ask, *arguments):
    with transaction.atomic():
        answer = ask(*arguments)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("heading", ROWS)
@pytest.mark.parametrize("person", PERSONS)
def test_the_table_says_who_gets_in(world, client_of, person, heading):
    browser, found, said = client_of(world.persons[person]), {}, {}
    cookies = deepcopy(browser.cookies)
    for address in ADDRESSES:
        row = row_for(heading, address)
        if row and row.cells[person] != "in part":
            path = path_of(address, world.words_for(heading, address))
            browser.cookies = deepcopy(cookies)  # an address may sign somebody out
            found[path], said[path] = {without_trace(answer_to, browser, path)}, {row.cells[person]}
            if row.cells[person] != "yes":  # who does not see the page can send nothing either
                found[path] |= {without_trace(answer_to_button, browser, path)} - {"405"}
    assert found == said


@pytest.mark.parametrize("person", PERSONS)
def test_a_token_that_is_not_ours_opens_nothing(world, client_of, person):
    browser = client_of(world.persons[person])
    paths = [
        path_of(address, {"token": "kein-link"}) for address in ADDRESSES if "<str:token>" in address.route
    ]

    assert len(paths) > 7
    assert {path: answer_to(browser, path) for path in paths} == dict.fromkeys(paths, "404")


def test_every_address_stands_in_a_row():
    unknown = [
        address.route for address in ADDRESSES if not any(row_for(heading, address) for heading in ROWS)
    ]

    assert unknown == [], "Say in docs/roles.md who gets in there."


def test_every_row_has_an_address():
    held = {id(row_for(heading, address)) for heading in ROWS for address in ADDRESSES}

    assert [row.text for rows in ROWS.values() for row in rows if id(row) not in held] == []
