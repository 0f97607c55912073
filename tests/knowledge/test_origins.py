""" "Woher kam die Idee?": a contributor answers, a curator makes a transfer or a note of it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from knowledge.choices import Certainty, Phase
from knowledge.models import OriginNote, Transfer
from knowledge.origins import leave_out, open_origin, take_as_note, take_as_transfer
from projects.contributing.origins import keep_origin
from projects.models import Origin
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def giver():
    return make.ProjectFactory(title="Repair-Café Botnang")


@pytest.fixture
def entry(contributor):
    return make.ProjectFactory(title="Repair-Café Süd", submitted=True, submitted_by=contributor)


def say(entry, kind, project="", text="", url=""):
    said = {"origin_kind": kind, "origin_project": project, "origin_text": text, "origin_url": url}
    return keep_origin(entry, said)


def test_a_project_of_the_catalogue_is_found_by_its_title_in_any_spelling(entry, giver):
    assert say(entry, "here", project="repaircafé botnang").source == giver


def test_a_project_that_is_not_published_is_not_found(entry):
    make.ProjectFactory(title="Geheim", submitted=True)
    told = say(entry, "here", project="Geheim")
    assert (told.source, told.text) == (None, "Geheim")


def test_only_what_belongs_to_the_answer_is_kept(entry):
    told = say(entry, "own", project="X", text="Y", url="https://example.org")
    assert (told.source, told.text, told.url) == (None, "", "")
    assert say(make.ProjectFactory(), "") is None


def test_a_curator_records_a_transfer_with_one_click(entry, giver, curator):
    told = say(entry, "here", project=giver.title)
    transfer = take_as_transfer(origin=told, by=curator)
    assert (transfer.source, transfer.target, transfer.phase) == (giver, entry, Phase.UNKNOWN)
    assert Transfer.objects.with_certainty().get().certainty == Certainty.REPORTED
    assert open_origin(entry) is None


def test_an_inspiration_becomes_a_note_with_its_source_and_no_edge(entry, curator):
    told = say(entry, "elsewhere", text="Amsterdam, 2009", url="https://example.org/cafe")
    note = take_as_note(origin=told, by=curator)
    assert (note.text, [source.url for source in note.sources.all()]) == (
        "Amsterdam, 2009",
        ["https://example.org/cafe"],
    )
    assert not Transfer.objects.exists()


def test_one_s_own_idea_asks_nothing_of_the_group(entry):
    say(entry, "own")
    assert open_origin(entry) is None


def test_nothing_may_be_made_of_it(entry, giver, curator):
    leave_out(origin=say(entry, "here", project=giver.title), by=curator)
    assert open_origin(entry) is None
    assert not Transfer.objects.exists()


def test_nobody_settles_the_origin_of_their_own_entry(giver, curator, contributor):
    own = make.ProjectFactory(submitted=True, submitted_by=curator)
    told = say(own, "here", project=giver.title)
    for person in (curator, contributor):
        with pytest.raises(PermissionDenied):
            take_as_transfer(origin=told, by=person)


def test_one_decision_wins_and_the_other_is_told(entry, giver, curator, other_curator):
    told = say(entry, "here", project=giver.title)
    take_as_note(origin=told, by=curator)
    with pytest.raises(ValidationError):
        take_as_transfer(origin=told, by=other_curator)


def test_an_idea_is_not_its_own_ancestor(entry, curator):
    told = Origin.objects.create(project=entry, kind="here", source=entry)
    with pytest.raises(ValidationError):
        take_as_transfer(origin=told, by=curator)
    assert open_origin(entry), "What failed is not settled."


def settle(browser, entry, **data):
    return browser.post(reverse("knowledge:origin", args=[entry.slug]), data, follow=True).content.decode()


def test_the_page_of_the_group_offers_what_was_told(entry, giver, client_of, curator):
    say(entry, "here", project=giver.title)
    desk = client_of(curator).get(reverse("editorial:entry", args=[entry.slug])).content.decode()
    assert giver.title in desk
    assert reverse("knowledge:origin", args=[entry.slug]) in desk
    settle(client_of(curator), entry, way="transfer", giver=giver.title)
    assert Transfer.objects.get().source == giver


def test_what_the_contributor_did_not_name_exactly_the_curator_finds_by_its_address(
    entry, giver, client_of, curator
):
    say(entry, "here", project="das in Botnang")
    assert "finden wir kein" in settle(client_of(curator), entry, way="transfer", giver="das in Botnang")
    settle(client_of(curator), entry, way="transfer", giver=f"https://x.example{giver.get_absolute_url()}")
    assert Transfer.objects.get().source == giver


def test_a_cycle_is_told_as_a_sentence(entry, giver, client_of, curator):
    make.TransferFactory(source=entry, target=giver)
    say(entry, "here", project=giver.title)
    html = settle(client_of(curator), entry, way="transfer", giver=giver.title)
    assert "nicht ihr eigener Ursprung" in html


@pytest.mark.parametrize("way", ["note", "nothing"])
def test_the_other_ways_need_no_project(entry, client_of, curator, way):
    say(entry, "elsewhere", text="Amsterdam")
    settle(client_of(curator), entry, way=way, giver="")
    assert OriginNote.objects.exists() is (way == "note")
    assert open_origin(entry) is None


@pytest.mark.parametrize("person", ["visitor", "contributor"])
def test_others_are_not_asked(giver, client_of, request, person):
    browser = client_of(request.getfixturevalue(person))
    assert browser.get(reverse("knowledge:origin", args=[giver.slug])).status_code == 403
