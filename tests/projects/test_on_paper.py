"""The paper path: a member types what came on paper; the author confirms it, or the entry says so."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from people.links import LinkRefusedError
from people.models import User
from projects import actions
from projects.choices import State
from projects.contributing.drafts import keep
from projects.contributing.on_behalf import (
    CONFIRM,
    confirm_on_behalf,
    forget_authors,
    hand_in_on_behalf,
    refuse_on_behalf,
)
from projects.models import Consent, Draft, OnBehalf, Project
from projects.models.draft import new_token
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

AUTHOR, NAME = "auf-papier@example.org", "Erika vom Nähtreff"
UNCONFIRMED = "vom Projekt noch nicht bestätigt"


@pytest.fixture
def draft():
    typed = {
        "title": ["Nähtreff"],
        "summary": ["Gemeinsam nähen."],
        "place": ["stadtweit"],
        "sectors": [str(make.SectorFactory().pk)],
        "topics": [str(make.TopicFactory().pk)],
    }
    return keep(token=new_token(), typed=typed, revision=0).draft


@pytest.fixture
def entry(draft, curator):
    return hand_in_on_behalf(draft=draft, by=curator, author=NAME, email=AUTHOR)


def now(project):
    return Project.objects.get(pk=project.pk)


def link():
    return re.search(r"http\S+(/mitmachen/bestaetigen/\S+)", mail.outbox[0].body)[1]


def test_the_form_to_print_asks_the_five_and_says_what_is_stored(client):
    make.SectorFactory(name="städtisch")
    html = client.get(reverse("contributing:paper")).content.decode()
    for words in (
        "Wie heißt das Projekt?",
        "städtisch",
        "CC BY 4.0",
        "Unterschrift",
        "Die Gruppe „Steuerungsgruppe“ speichert",
    ):
        assert words in html


def test_a_member_types_what_came_on_paper(draft, client_of, curator):
    typing = client_of(curator)
    who = typing.get(reverse("contributing:who", args=[draft.token])).content.decode()
    address = reverse("contributing:on-behalf", args=[draft.token])
    assert address in who
    refused = typing.post(address, {"author": NAME}).content.decode()
    assert "Ohne die Unterschrift" in refused
    assert "Das verlangt das Gesetz" in refused
    assert f'value="{NAME}"' in refused
    full = {"author": NAME, "author_email": AUTHOR, "signed": "on", "informed": "on"}
    told = typing.post(address, full, follow=True).content.decode()
    assert f"Im Auftrag von {NAME} eingereicht" in told
    assert "Die Bitte um Bestätigung ist per E-Mail unterwegs." in told
    project = Project.objects.get()
    assert (project.submitted_by, list(project.owners.all())) == (curator, [])
    assert project.on_behalf.author == NAME
    assert "Auf Papier unterschrieben" in Consent.objects.get().wording
    assert Draft.objects.get().data == {}


def test_the_author_is_told_by_law_what_is_stored_and_why(entry):
    assert [message.to for message in mail.outbox] == [[AUTHOR]]
    for words in ("Art. 14", "Auskunft", "halben Jahr", "/datenschutz/"):
        assert words in mail.outbox[0].body


def test_looking_at_the_link_ten_times_changes_nothing(entry, client):
    for _ in range(10):
        assert "Gemeinsam nähen." in client.get(link()).content.decode()
    assert not OnBehalf.objects.get().is_confirmed
    assert not User.objects.filter(email=AUTHOR).exists()


def test_once_the_author_confirms_the_entry_is_theirs_and_the_paper_forgotten(entry, client):
    client.post(link(), {"ja": ""})
    author = User.objects.get(email=AUTHOR)
    assert list(now(entry).owners.all()) == [author]
    stored = OnBehalf.objects.get()
    assert (stored.is_confirmed, stored.author, stored.email) == (True, "", "")
    assert now(entry).last_confirmed == timezone.localdate()
    assert client.get(link()).status_code == 404


def test_whoever_does_not_want_it_to_appear_has_it_hidden_at_once(entry, client):
    client.post(link(), {"nein": ""})
    assert now(entry).state == State.REMOVED


def test_the_entry_says_that_nobody_has_confirmed_it(entry, client, other_curator):
    actions.publish(project=entry, by=other_curator)
    page = client.get(entry.get_absolute_url()).content.decode()
    assert page.count(UNCONFIRMED) == 1
    assert NAME not in page
    assert AUTHOR not in page
    confirm_on_behalf(token=CONFIRM.token(entry.on_behalf.pk))
    assert UNCONFIRMED not in client.get(entry.get_absolute_url()).content.decode()


def test_the_group_sees_whose_paper_it_was_and_whether_they_were_asked(entry, client_of, other_curator):
    address, desk = reverse("editorial:entry", args=[entry.slug]), client_of(other_curator)
    seen = desk.get(address).content.decode()
    assert NAME in seen
    assert "noch keine Antwort" in seen
    OnBehalf.objects.update(email="", asked_at=None)
    assert "Auf dem Papier steht keine Adresse" in desk.get(address).content.decode()
    confirm_on_behalf(token=CONFIRM.token(entry.on_behalf.pk))
    assert NAME not in desk.get(address).content.decode()


def test_whoever_typed_it_does_not_publish_it(entry, curator):
    with pytest.raises(PermissionDenied):
        actions.publish(project=entry, by=curator)


def test_without_an_address_nobody_is_asked(draft, curator):
    hand_in_on_behalf(draft=draft, by=curator, author=NAME)
    assert mail.outbox == []


def test_only_members_type_for_others(draft, contributor, client_of):
    with pytest.raises(PermissionDenied):
        hand_in_on_behalf(draft=draft, by=contributor, author=NAME)
    address = reverse("contributing:on-behalf", args=[draft.token])
    assert client_of(contributor).get(address).status_code == 403
    assert (
        "im Auftrag"
        not in client_of(contributor).get(reverse("contributing:who", args=[draft.token])).content.decode()
    )


@pytest.mark.parametrize("use", [confirm_on_behalf, refuse_on_behalf])
def test_a_link_is_used_once_and_gone_with_the_entry(entry, curator, use):
    token = CONFIRM.token(entry.on_behalf.pk)
    actions.hide(project=entry, by=curator)
    with pytest.raises(LinkRefusedError):
        use(token=token)
    with pytest.raises(LinkRefusedError):
        use(token=token + "x")


def test_names_and_addresses_on_paper_are_forgotten_after_half_a_year(entry):
    assert forget_authors() == 0
    Project.objects.update(created_at=timezone.now() - timedelta(days=200))
    assert forget_authors() == 1
    stored = OnBehalf.objects.get()
    assert (stored.author, stored.email, stored.is_confirmed) == ("", "", False)
    assert forget_authors() == 0
