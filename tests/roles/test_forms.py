"""Every form that anybody may send, and what keeps machines out of it. A new one fails here until named.

`trap`: a field that people do not see; whoever fills it in is thanked and forgotten. `time`: an answer faster
than anybody types, or to a page that was never opened, is asked for once more. `limit`: one network may send
so many in a time and no more. `secret`: only who holds a word from a mail or a page of ours gets that far.
"""

import time
from datetime import timedelta

import pytest
from django.apps import apps
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from districts.models import District
from people.guard import stamp_of
from projects.models import Picture
from tests.addresses import all_addresses
from tests.roles.world import OTHER, PUBLISHED, World, path_of

pytestmark = pytest.mark.django_db

FULL = {"trap", "time", "limit"}
GUARDS = {
    "projects:report": FULL,
    "projects:picture-report": FULL,
    "projects:question": FULL,
    "projects:legal-report": FULL,
    "meetings:detail": FULL,
    "knowledge:lesson-on-project": FULL,
    "knowledge:lesson-on-transfer": FULL,
    "knowledge:lesson-on-topic": FULL,
    "knowledge:echo": FULL,
    "knowledge:interest": FULL,
    "needs:new": FULL,
    "needs:reply": FULL,
    "contributing:who": FULL,
    "contributing:draft": {"limit"},  # each pause in typing sends it
    "people:sign-in": {"limit"},
}
SECRET = {
    "contributing:code",
    "contributing:discard",
    "contributing:confirm",
    "contributing:still-right",
    "projects:answer",
    "projects:question-code",
    "knowledge:interest-code",
    "knowledge:say-code",
    "needs:code",
    "people:sign-in-code",
}
MOST = 70  # more than any limit


@pytest.fixture(scope="module")
def shared_world(shared_rows):
    return World()


@pytest.fixture
def world(shared_world, empty_index, mailoutbox):
    return shared_world


def address_of(world, name):
    address = next(one for one in all_addresses() if one.name == name)
    heading = PUBLISHED if address.route.startswith("projekte/") else OTHER
    return path_of(address, world.words_for(heading, address))


def filled_in(name):
    """What a person would send, but for the address and the time."""
    district = District.objects.first()
    soon = (timezone.localdate() + timedelta(days=30)).isoformat()
    lesson = {"kind": "tip", "text": "Wir backen Kuchen.", "said_by": "Team Süd"}
    wanted = {
        "projects:report": {"kind": "wissen", "text": "Dienstags."},
        "projects:picture-report": {"text": "Das bin ich."},
        "projects:question": {"text": "Wann?"},
        "projects:legal-report": {"url": "/x/", "words": "Meins.", "name": "Ada", "good_faith": "on"},
        "meetings:detail": {"persons": "2"},
        "knowledge:echo": {"kind": "also", "district": district.pk},
        "knowledge:interest": {"district": district.slug, "name": "Team Süd", "words": "Wie fing es an?"},
        "needs:new": {"district": district.slug, "lacks": "Stühle", "lacks_kinds": "raum", "until": soon},
        "needs:reply": {"words": "Wir haben welche."},
        "contributing:who": {"publish": "on"},
    }
    return wanted.get(name, lesson if "lesson-on" in name else {})


def send(world, name, number=0, opened=10, network="192.0.2.1", **more):
    """Somebody who has had the page open for so many seconds sends it, each time under another address."""
    path = address_of(world, name)
    Picture.objects.update(hidden_at=None)  # the group shows again what was reported
    data = filled_in(name) | {"email": f"gast{number}@example.org", **more}
    if opened is not None:
        data["opened"] = stamp_of(time.time() - opened)
    if name == "contributing:draft":
        path = reverse("contributing:start")
        page = Client().get(path).content.decode()
        path, data = page.partition('action="')[2].partition('"')[0], {"title": "Nähtreff", "revision": "0"}
    return Client(REMOTE_ADDR=network).post(path, data)


def kept():
    """How many rows of each kind there are; sessions aside, in which a browser waits for its code."""
    ours = [model for model in apps.get_models() if model._meta.app_label != "sessions"]
    return {model._meta.label: model._default_manager.count() for model in ours}


def test_every_form_for_anybody_is_named(world):
    """Whatever a visitor may send without being led to sign in, told that it is not theirs, or not there."""
    found = set()
    for address in all_addresses():
        if not address.route.startswith("admin/"):
            heading = PUBLISHED if address.route.startswith("projekte/") else OTHER
            answer = Client().post(path_of(address, world.words_for(heading, address)))
            is_led = "/konto/anmelden/?next=" in answer.get("Location", "")
            if answer.status_code in (200, 302, 400) and not is_led:
                found.add(address.name)
    assert found - {"people:sign-out", "admin:logout"} == {*GUARDS, *SECRET}


@pytest.mark.parametrize("name", GUARDS)
def test_a_person_who_took_time_is_welcome(world, name):
    before = kept()
    answer = send(world, name)

    assert answer.status_code == 302
    assert kept() != before


@pytest.mark.parametrize("name", [name for name, guards in GUARDS.items() if "trap" in guards])
def test_a_machine_is_thanked_and_forgotten(world, name):
    before = kept()
    assert send(world, name, homepage="https://spam.example").status_code == 302

    assert kept() == before
    assert mail.outbox == []


@pytest.mark.parametrize("opened", [0.5, None], ids=["too fast", "never opened"])
@pytest.mark.parametrize("name", [name for name, guards in GUARDS.items() if "time" in guards])
def test_who_is_faster_than_anybody_types_is_asked_once_more(world, name, opened):
    before = kept()
    answer = send(world, name, opened=opened)

    assert "Bitte senden Sie noch einmal ab" in answer.content.decode()
    assert kept() == before


@pytest.mark.parametrize("name", [name for name, guards in GUARDS.items() if "limit" in guards])
def test_a_network_may_send_so_many_and_no_more(world, name):
    """Nobody else has to wait for that."""
    answers = (send(world, name, number) for number in range(MOST))
    late = next((answer for answer in answers if answer.status_code == 429), None)

    assert late is not None
    assert int(late["Retry-After"]) > 0
    assert send(world, name, MOST, network="198.51.100.7").status_code == 302
