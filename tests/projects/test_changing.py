"""Changing an entry: the same form, bound to its version; what becomes of it is told."""

import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from projects import actions
from projects.choices import State
from projects.contributing.handing_in import hand_in_change
from projects.models import ChangeProposal, Decision, Draft, Project, Version
from projects.versions import version_now
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits", "quick_hands")]


@pytest.fixture
def entry(contributor):
    """A published entry that the contributor keeps."""
    project = make.ProjectFactory(title="Lesecafé", summary="Man liest sich vor.")
    project.owners.add(contributor)
    return project


def now(project):
    return Project.objects.get(pk=project.pk)


class Editor:
    """Somebody who changes an entry, in a browser that has CSRF cookies checked."""

    def __init__(self, entry, person):
        self.entry, self.browser = entry, Client(enforce_csrf_checks=True)
        if person is not None:
            self.browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    def opens(self):
        self.page = self.browser.get(reverse("projects:change", args=[self.entry.slug]), follow=True)
        self.address = re.search(r'action="(/mitmachen/\S+/)"', self.text)[1]
        return self

    @property
    def text(self):
        return self.page.content.decode()

    def shown(self):
        """The form as the browser would send it: hidden fields, texts, what is checked."""
        values = dict(re.findall(r'<input type="(?:hidden|text)" name="(\w+)" value="([^"]*)"', self.text))
        values |= dict(re.findall(r'name="(title|place)" value="([^"]*)"', self.text))
        values |= dict(re.findall(r'<textarea name="(\w+)"[^>]*>\s*([^<]*)</textarea>', self.text))
        checked = re.findall(r'name="(sectors|topics)" value="(\d+)"[^>]*checked', self.text)
        return values | dict(checked)

    def writes(self, **changes):
        self.page = self.browser.post(self.address, self.shown() | changes | {"weiter": ""}, follow=True)
        return self

    def sends(self, **words):
        address = self.address + "absenden/"
        page = self.browser.get(address).content.decode()
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
        self.page = self.browser.post(address, words | {"csrfmiddlewaretoken": token}, follow=True)
        return self.text


def test_the_form_holds_what_the_entry_says_and_nothing_is_changed_by_looking(entry, contributor):
    editor = Editor(entry, contributor).opens()
    assert editor.shown()["title"] == "Lesecafé"
    assert not Draft.objects.exists()


def test_an_owner_s_small_change_is_live_at_once(entry, contributor):
    told = Editor(entry, contributor).opens().writes(summary="Man liest sich laut vor.").sends()
    assert "Der Eintrag ist geändert." in told
    assert now(entry).summary == "Man liest sich laut vor."


def test_the_form_says_what_becomes_public_when(entry, contributor, other_contributor, client_of):
    pages = [
        client_of(person).get(f"/projekte/{entry.slug}/aendern/").content.decode()
        for person in (contributor, other_contributor)
    ]
    sentences = "ist sofort öffentlich", "erst, wenn die Gruppe ihn gelesen hat"

    assert [[one in page for one in sentences] for page in pages] == [[True, False], [False, True]]


def test_the_preview_shows_the_change_word_by_word(entry, contributor):
    editor = Editor(entry, contributor).opens().writes(summary="Man liest sich laut vor.")
    assert "hinzugefügt: </span>laut" in editor.text


def test_before_a_source_is_corrected_one_reads_how_many_share_it(
    entry, contributor, other_contributor, client_of, curator
):
    source = make.SourceFactory(url="https://www.example.org/bericht", document="Berict", published_year=2019)
    own = make.SourceFactory(url="https://example.org/eigen", document="Eigen", published_year=2019)
    entry.sources.set([source, own])
    make.ProjectFactory.create_batch(2, sources=[source])
    make.ProjectFactory(sources=[source], submitted=True)  # nobody is told of what is not published
    lines = "Bericht – https://www.example.org/bericht (2019)\nEigenes – https://example.org/eigen (2019)"

    editor = Editor(entry, contributor).opens().writes(sources=lines)
    assert "Die Quelle bei example.org steht auch bei 2 weiteren Einträgen." in editor.text
    assert editor.text.count("Die Quelle bei") == 1
    undone = editor.writes(summary="Am Abend.", sources=lines.replace("Bericht –", "Berict –"))
    assert "Die Quelle bei" not in undone.text

    Editor(entry, other_contributor).opens().writes(sources=lines).sends(reason="Ein Tippfehler.")
    proposal = ChangeProposal.objects.get()
    desk = client_of(curator).get(f"/redaktion/aenderungen/{proposal.pk}/").content.decode()
    assert "auch bei 2 weiteren Einträgen" in desk


class TestTheEntryIsGoneMeanwhile:
    """A draft is opened by its address alone, an entry is not: it was removed while somebody wrote."""

    @pytest.fixture
    def begun(self, entry, other_contributor, curator):
        editor = Editor(entry, other_contributor).opens().writes(summary="Auch am Abend.")
        assert "Lesecafé" in editor.text
        actions.hide(project=entry, by=curator)
        return editor

    def test_the_preview_does_not_show_it_any_more(self, begun, client):
        assert begun.browser.get(begun.address + "vorschau/").url == begun.address + "absenden/"
        assert client.get(begun.address + "vorschau/").url.startswith("/konto/anmelden/?next=/mitmachen/")

    def test_what_was_typed_is_not_lost(self, begun, client):
        for browser in (begun.browser, client):
            assert "Auch am Abend." in browser.get(begun.address).content.decode()

    def test_it_cannot_be_handed_in_and_says_why(self, begun):
        assert "ist entfernt: Dieser Schritt ist nicht möglich" in begun.sends()
        assert not ChangeProposal.objects.exists()
        assert Draft.objects.get().handed_in_at is None


def test_an_owner_s_weighty_change_waits_for_the_group(entry, contributor):
    told = Editor(entry, contributor).opens().writes(title="Vorlesecafé", summary="Neu.").sends()
    assert "ist jetzt ein Vorschlag" in told
    assert now(entry).title == "Lesecafé"


def test_anyone_signed_in_may_propose_and_says_why(entry, other_contributor):
    told = (
        Editor(entry, other_contributor)
        .opens()
        .writes(summary="Auch am Abend.")
        .sends(reason="Ich war dort.")
    )
    assert "ist jetzt ein Vorschlag" in told
    proposal = ChangeProposal.objects.get()
    assert (proposal.made_by, proposal.reason) == (other_contributor, "Ich war dort.")
    assert now(entry).summary == "Man liest sich vor."


def test_visitors_sign_in_first(entry, client):
    assert client.get(reverse("projects:change", args=[entry.slug])).url.startswith("/konto/anmelden/")


def test_an_earlier_draft_is_gone_on_with(entry, contributor):
    Editor(entry, contributor).opens().writes(summary="Angefangen.")
    again = Editor(entry, contributor).opens()
    assert "Angefangen." in again.text


def test_of_two_editors_the_later_one_is_warned_and_both_versions_are_kept(
    entry, contributor, other_contributor, curator
):
    later = Editor(entry, contributor).opens()
    Editor(entry, curator).opens().writes(summary="Zuerst gespeichert.").sends()
    later.writes(summary="Später gespeichert.")
    assert "wurde geändert, seit Sie begonnen haben" in later.text
    assert "Beide Fassungen sind gespeichert" in later.sends()
    assert now(entry).summary == "Zuerst gespeichert."
    assert ChangeProposal.objects.get().changes == {"summary": "Später gespeichert."}


def test_a_session_that_ended_while_typing_costs_no_word_and_no_version(entry, contributor):
    editor = Editor(entry, contributor).opens()
    editor.browser.cookies.clear()
    editor.writes(summary="Ohne Anmeldung weitergeschrieben.")
    draft = Draft.objects.get()
    assert (draft.project, draft.base) == (entry, version_now(entry))
    who = editor.browser.get(editor.address + "absenden/").content.decode()
    assert "Code zusenden" in who
    editor.sends(email=contributor.email)
    page = editor.browser.get(editor.address + "code/").content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    editor.browser.post(
        editor.address + "code/", {"code": mail.outbox[-1].subject, "csrfmiddlewaretoken": token}
    )
    assert now(entry).summary == "Ohne Anmeldung weitergeschrieben."


def test_a_version_is_known_only_by_the_word_that_we_signed(entry, contributor, client):
    """Nobody reads an unpublished version by naming its number."""
    hidden = make.ProjectFactory(title="Geheim", submitted=True)
    editor = Editor(entry, contributor).opens()
    forged = editor.shown() | {"version": str(version_now(hidden).pk)}
    client.post(editor.address, forged | {"summary": "x"})
    assert Draft.objects.get().project is None


def test_nothing_changed_is_told_as_a_sentence(entry, contributor):
    editor = Editor(entry, contributor).opens().writes()
    assert "Noch ist nichts geändert." in editor.text
    assert "nichts geändert" in editor.sends()
    assert Version.objects.count() == 1


@pytest.fixture
def asked_back(entry, curator):
    Project.objects.filter(pk=entry.pk).update(state=State.SUBMITTED, published_at=None)
    actions.ask_back(project=now(entry), by=curator, words="Wie oft?")
    return now(entry)


def test_a_question_is_answered_by_changing_and_the_entry_is_handed_in_again(asked_back, contributor):
    told = Editor(asked_back, contributor).opens().writes(summary="Dienstags liest man vor.").sends()
    assert "Der Eintrag ist geändert." in told
    assert (now(asked_back).state, now(asked_back).summary) == (State.SUBMITTED, "Dienstags liest man vor.")


def test_a_question_may_be_answered_with_words_alone(asked_back, contributor):
    told = Editor(asked_back, contributor).opens().writes().sends(reason="Jeden Dienstag.")
    assert "Die Gruppe hat Ihre Antwort." in told
    assert now(asked_back).state == State.SUBMITTED
    assert Decision.objects.about(asked_back).first().words == "Jeden Dienstag."


def test_an_answer_that_says_nothing_is_none(asked_back, contributor):
    Editor(asked_back, contributor).opens().writes().sends()
    assert now(asked_back).state == State.QUERIED


def test_a_change_is_handed_in_once(entry, contributor):
    Editor(entry, contributor).opens().writes(summary="Einmal.").sends()
    with pytest.raises(ValidationError):
        hand_in_change(draft=Draft.objects.get(), by=contributor)


def test_an_entry_that_is_gone_cannot_be_changed(entry, client_of, curator):
    address = reverse("projects:change", args=[entry.slug])
    actions.hide(project=entry, by=curator)
    assert client_of(curator).get(address).status_code == 404
