"""Who gets in where: the tables of docs/roles.md, each address asked for by each person.

A new address fails here until a row of the document says who may see it.
"""

import re
from copy import deepcopy

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from projects.actions.questions import ANSWER
from projects.contributing.consents import note_consent
from projects.models import Project
from projects.versions import version_now
from tests import factories as make
from tests.addresses import all_addresses
from tests.enrichment import enrich
from tests.roles.document import table

PERSONS = ["visitor", "signed in", "whose it is", "group", "admin"]
PUBLISHED, HIDDEN, OTHER = (
    "Addresses of a published entry",
    "Addresses of any other entry",
    "All other addresses",
)
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


class World:
    """One of each thing there is, as on the site that all page tests look at; and who is who."""

    def __init__(self):
        for name in ("Mitte", "Nord", "Süd"):
            make.DistrictFactory(name=name)
            make.TopicFactory(name=f"Thema {name}")
            make.SectorFactory(name=f"Sektor {name}")
        self.added = enrich()
        self.entries = {
            PUBLISHED: Project.objects.get(slug=self.added["project"]),
            HIDDEN: Project.objects.get(slug=self.added["submitted"]),
        }
        owner = self.entries[HIDDEN].submitted_by
        self.persons = {
            "visitor": AnonymousUser(),
            "signed in": make.UserFactory(),
            "whose it is": owner,
            "group": make.CuratorFactory(is_staff=True),
            "admin": make.UserFactory(is_staff=True, is_superuser=True),
        }
        self.pictures = {PUBLISHED: self.entries[PUBLISHED].pictures.first()}
        self.pictures[HIDDEN] = make.PictureFactory(project=self.entries[HIDDEN])
        version_now(self.entries[HIDDEN])
        self.lessons = {
            heading: make.LessonFactory(project=project, submitted_by=owner)
            for heading, project in self.entries.items()
        }
        self.consent = note_consent(project=self.entries[HIDDEN], by=owner, kind="contact")
        self.question = make.QuestionFactory(project=self.entries[PUBLISHED])

    def words_for(self, heading, address):
        """What stands for the parameters of an address."""
        if heading == OTHER:
            return self.of_others(address)
        if address.route.startswith("erfahrungen/"):
            return {"pk": self.lessons[heading].pk}
        kept = {"slug": self.added["own"]} if "stimmt-noch" in address.route and heading == PUBLISHED else {}
        return self.of_an_entry(heading) | kept

    def of_an_entry(self, heading):
        picture = self.pictures[heading]
        return {
            "slug": self.entries[heading].slug,
            "pk": picture.pk,
            "number": 1,
            "name": picture.name,
            "width": picture.width,
            "kind": "webp",
        }

    def of_others(self, address):
        rows = {
            "editorial:topic-proposal": "topic_proposal",
            "editorial:proposal": "proposal",
            "editorial:report": "report",
            "editorial:question": "question",
            "editorial:missed-search": "missed",
            "editorial:claim": "claim",
            "editorial:removal": "removal",
            "editorial:legal-report": "notice",
            "editorial:lesson": "lesson",
            "editorial:transfer": "transfer",
            "editorial:echo": "echo",
            "editorial:need": "waiting_need",
            **dict.fromkeys(("needs:detail", "needs:reply", "needs:settle"), "need"),
            "editorial:interest": "interest",
            **dict.fromkeys(("editorial:handout-chapter", "editorial:handout-text"), "chapter"),
            "editorial:handout-other-text": "handout_text",
        }
        written = ("handout", "handout-write", "handout-chapter", "handout-text", "handout-other-text")
        slugs = {
            **{f"editorial:{name}": self.added["handout"] for name in written},
            "pages:page": "ueber-uns",
            "editorial:tag": "werkzeugverleih",
            "districts:detail": self.added["district"],
            "knowledge:ideas": self.added["district"],
        }
        area, row = address.route.split("/")[0], rows.get(address.name)
        by_area = {
            "treffen": "meeting",
            "handreichungen": "handout",
            "mitmachen": "submitted",
            "redaktion": "submitted",
        }
        key = "topic" if "themen/" in address.route else by_area.get(area, "project")
        tokens = {
            "projects:answer": ANSWER.token(self.question.pk),
            "contributing:confirm": self.added["paper"],
            "contributing:still-right": self.added["still_right"],
        }
        transfer = "transfer" if address.name == "knowledge:transfer" else "shared"
        return {
            "slug": slugs.get(address.name, self.added[key]),
            "pk": self.added[transfer] if area == "transfers" else self.added.get(row, self.consent.pk),
            "row": self.added["row"],
            "step": self.added["step"],
            "name": "rest",
            "number": 1,
            "token": tokens.get(address.name, self.added["draft"]),
        }


@pytest.fixture
def world(empty_index):
    return World()


def answer_to(browser, path):
    """ "yes", "sign in", or the status with which it is refused."""
    response = browser.get(path)
    if response.status_code == 405:  # only a button leads there
        response = browser.post(path)
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


def path_of(address, words):
    return address.path(lambda name: str(words.get(name, "1")))


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
            found[path], said[path] = without_trace(answer_to, browser, path), row.cells[person]
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
