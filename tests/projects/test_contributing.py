"""From the empty form to the receipt, without JavaScript: nothing is lost on the way."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from people.models import ContactPoint, User
from projects.choices import State
from projects.models import Consent, Draft, Project
from projects.models.draft import new_token
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits", "quick_hands")]

AUTHOR = "schreibt@example.org"


@pytest.fixture
def typed():
    """The least that can be handed in."""
    make.QuarterFactory(name="Heslach", district=make.DistrictFactory(name="Süd"))
    return {
        "title": "Nähtreff",
        "summary": "Gemeinsam nähen.",
        "place": "Heslach",
        "sectors": make.SectorFactory().pk,
        "topics": make.TopicFactory().pk,
        "revision": 0,
    }


class Writer:
    """Somebody at the form, in a browser that has CSRF cookies checked."""

    def __init__(self):
        self.browser = Client(enforce_csrf_checks=True)
        self.page = self.browser.get(reverse("contributing:start"))
        self.address = re.search(r'action="(/mitmachen/\S+/)"', self.text)[1]

    @property
    def text(self):
        return self.page.content.decode()

    @property
    def draft(self):
        return Draft.objects.get()

    def goes_to(self, step=""):
        self.page = self.browser.get(self.address + step, follow=True)

    def send(self, step="", **data):
        """Press the button of the step; its page was opened before, as in any browser."""
        self.goes_to(step)
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', self.text)
        data |= {"csrfmiddlewaretoken": token[1]} if token else {}
        self.page = self.browser.post(self.address + step, data, follow=True)

    def writes(self, typed, **more):
        self.page = self.browser.post(self.address, typed | more, follow=True)

    @property
    def stands_at(self):
        return self.page.redirect_chain[-1][0] if self.page.redirect_chain else self.page.request["PATH_INFO"]


@pytest.fixture
def writer(db):
    return Writer()


def code():
    return mail.outbox[-1].subject


def test_reading_the_form_makes_no_draft_and_sets_no_cookie(writer):
    assert not writer.browser.cookies
    assert not Draft.objects.exists()


def test_the_way_from_the_first_word_to_the_receipt(writer, typed):
    writer.writes(typed, weiter="")
    assert writer.stands_at == writer.address + "vorschau/"
    assert "Heslach" in writer.text
    assert not Project.objects.exists(), "The preview only rehearses."

    writer.send("absenden/", email=AUTHOR, publish="on", contact="on", contact_label="Team Nähtreff")
    assert writer.stands_at == writer.address + "code/"
    assert not User.objects.exists()
    writer.send("code/", code=code())

    project = Project.objects.get()
    assert writer.stands_at == reverse("contributing:received", args=[project.slug])
    assert (project.state, project.home_district.name) == (State.SUBMITTED, "Süd")
    author = User.objects.get(email=AUTHOR)
    assert (project.submitted_by, list(project.owners.all())) == (author, [author])
    assert (project.contact.label, project.contact.email) == ("Team Nähtreff", AUTHOR)
    assert "bis zu 5 Tage" in writer.text


def test_a_receipt_is_sent(writer, typed):
    hand_in(writer, typed)
    assert "ist angekommen" in mail.outbox[-1].subject
    assert "bis zu 5 Tage" in mail.outbox[-1].body
    assert reverse("contributing:status", args=["naehtreff"]) in mail.outbox[-1].body


def hand_in(writer, typed, **asked):
    writer.writes(typed, weiter="")
    writer.send("absenden/", email=AUTHOR, publish="on", **asked)
    writer.send("code/", code=code())
    return Project.objects.get()


def test_consents_are_stored_apart_with_their_words_and_date(writer, typed):
    project = hand_in(writer, typed, remind="on")
    consents = {consent.kind: consent for consent in Consent.objects.all()}
    assert sorted(consents) == ["publish", "remind"]
    assert "CC BY 4.0" in consents["publish"].wording
    assert consents["publish"].version
    assert project.contact is None
    assert User.objects.get(email=AUTHOR).wants_reminders


def test_reminders_come_to_those_who_want_them(writer, typed):
    hand_in(writer, typed)
    assert not User.objects.get(email=AUTHOR).wants_reminders


def test_nothing_is_ticked_before_somebody_ticks_it(writer, typed):
    writer.writes(typed, weiter="")
    writer.goes_to("absenden/")
    assert "checked" not in writer.text


def test_without_the_consent_to_publish_nothing_is_sent(writer, typed):
    writer.writes(typed, weiter="")
    writer.send("absenden/", email=AUTHOR)
    assert "können wir den Eintrag nicht veröffentlichen" in writer.text
    assert mail.outbox == []


def test_a_public_number_needs_the_consent_to_be_asked(writer, typed):
    writer.writes(typed, weiter="")
    writer.send("absenden/", email=AUTHOR, publish="on", public_phone="0711 1234")
    assert "brauchen wir" in writer.text
    writer.send(
        "absenden/", email=AUTHOR, publish="on", contact="on", contact_label="Büro", public_phone="0711 1234"
    )
    writer.send("code/", code=code())
    assert ContactPoint.objects.get().public_phone == "0711 1234"


def test_the_public_name_of_a_contact_holds_no_address(writer, typed):
    writer.writes(typed, weiter="")
    writer.send("absenden/", email=AUTHOR, publish="on", contact="on", contact_label="ich@example.org")
    assert "keine Adresse" in writer.text


def test_what_is_missing_is_said_and_everything_typed_is_still_there(writer, typed):
    writer.writes(typed | {"title": "", "summary": "x" * 281}, weiter="")
    assert "Bitte geben Sie dem Projekt einen Namen." in writer.text
    assert "1 Zeichen mehr" in writer.text
    assert "x" * 281 in writer.text
    assert 'value="Heslach"' in writer.text


def test_a_rule_across_fields_is_told_before_anybody_reviews(writer, typed):
    writer.writes(typed | {"started_year": "2020", "ended_year": "2019"}, weiter="")
    assert "Es kann nicht geendet haben, bevor es begann." in writer.text


def test_an_unclear_place_is_asked_about_on_the_page(writer, typed):
    writer.writes(typed | {"place": "Nürtingen"}, weiter="")
    assert "Ein anderer Ort: Nürtingen" in writer.text
    writer.writes(
        typed | {"place": "Nürtingen", "place_about": "Nürtingen", "place_answer": "anderswo", "revision": 1},
        weiter="",
    )
    assert writer.stands_at == writer.address + "vorschau/"


def test_saving_only_stays_at_the_form(writer, typed):
    writer.writes({"title": "Nähtr", "revision": 0}, sichern="")
    assert "Gespeichert." in writer.text
    assert 'value="Nähtr"' in writer.text


def test_a_session_that_is_gone_costs_no_word(writer, typed):
    """No cookie is needed to write at all; at the last step the words are kept before it is missed."""
    writer.writes(typed, weiter="")
    writer.goes_to("absenden/")
    writer.browser.cookies.clear()
    writer.page = writer.browser.post(
        writer.address + "absenden/", {"email": AUTHOR, "contact_label": "Team"}, follow=True
    )
    assert "Nichts ist verloren" in writer.text
    assert f'value="{AUTHOR}"' in writer.text
    assert 'value="Team"' in writer.text
    assert mail.outbox == []


def test_a_code_asked_for_in_another_browser_is_asked_for_anew(writer, typed):
    writer.writes(typed, weiter="")
    writer.send("absenden/", email=AUTHOR, publish="on")
    writer.browser.cookies.clear()
    writer.goes_to("code/")
    assert "in einem anderen Browser" in writer.text
    assert f'value="{AUTHOR}"' in writer.text


def test_a_wrong_code_hands_nothing_in(writer, typed):
    writer.writes(typed, weiter="")
    writer.send("absenden/", email=AUTHOR, publish="on")
    writer.send("code/", code="000000" if "000000" not in code() else "111111")
    assert not Project.objects.exists()
    writer.send("code/", code=code())
    assert Project.objects.exists()


def test_a_code_that_was_asked_for_to_sign_in_hands_nothing_in(writer, typed):
    writer.writes(typed, weiter="")
    page = writer.browser.get(reverse("people:sign-in")).content.decode()
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    writer.browser.post(reverse("people:sign-in"), {"email": AUTHOR, "csrfmiddlewaretoken": token})
    writer.goes_to("code/")
    assert writer.stands_at.startswith(writer.address + "absenden/")


def test_going_back_after_handing_in_hands_in_no_second_entry(writer, typed):
    hand_in(writer, typed)
    writer.goes_to()
    assert "Schon abgegeben" in writer.text
    writer.goes_to("absenden/")
    assert "Schon abgegeben" in writer.text


def test_two_windows_keep_both_and_say_so(writer, typed):
    writer.writes(typed, sichern="")
    writer.writes(typed | {"title": "Nähcafé", "revision": 0}, weiter="")
    assert "in einem anderen Fenster" in writer.text
    assert sorted(draft.data["title"][0] for draft in Draft.objects.all()) == ["Nähcafé", "Nähtreff"]
    assert writer.address in writer.text, "The other one can be reached."


def test_a_draft_is_deleted_by_a_button_and_not_by_a_link(writer, typed):
    writer.writes(typed, sichern="")
    writer.goes_to("loeschen/")
    assert Draft.objects.exists()
    writer.send("loeschen/")
    assert not Draft.objects.exists()


def test_the_address_of_a_draft_that_is_gone_offers_a_new_beginning(writer):
    writer.goes_to()
    assert "kein Entwurf gespeichert" in writer.text


@pytest.mark.parametrize("step", ["", "vorschau/", "absenden/", "code/", "loeschen/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_token_that_is_not_ours_is_not_found(client, step, method):
    forged = new_token()[:-1] + "x"
    response = getattr(client, method)(f"/mitmachen/{forged}/{step}")
    assert response.status_code in (404, 405)


def test_a_script_is_told_where_the_draft_is_and_that_it_is_saved(writer, typed):
    told = writer.browser.post(writer.address, typed, headers={"Accept": "application/json"}).json()
    assert (told["action"], told["revision"], told["other"]) == (writer.address, 1, "")
    assert told["sentence"].startswith("Gespeichert um")


def test_more_than_a_draft_can_hold_is_told_and_still_on_the_page(writer, typed):
    writer.writes(typed | {"description": "x" * 300_001}, sichern="")
    assert writer.page.status_code == 413
    assert "x" * 300_001 in writer.text


def test_a_place_is_explained_while_it_is_typed(client, typed):
    assert "Heslach (Süd)" in client.get(reverse("contributing:place"), {"wo": "heslach"}).content.decode()
    assert "Ein anderer Ort" in client.get(reverse("contributing:place"), {"wo": "Ulm"}).content.decode()
    assert client.get(reverse("contributing:place")).status_code == 200


def test_a_machine_that_fills_in_everything_sends_no_mail(writer, typed):
    writer.writes(typed, weiter="")
    writer.send("absenden/", email=AUTHOR, publish="on", homepage="https://spam.example")
    assert mail.outbox == []


def test_who_is_signed_in_needs_no_code(writer, typed, contributor):
    writer.browser.force_login(contributor, backend="django.contrib.auth.backends.ModelBackend")
    writer.writes(typed, weiter="")
    assert writer.draft.user == contributor
    writer.send("absenden/", publish="on")
    assert Project.objects.get().submitted_by == contributor


def test_a_cookie_that_is_gone_costs_no_word_on_any_other_form_either(contributor):
    browser = Client(enforce_csrf_checks=True)
    words = "Der Text von Seite 3 ist von mir und nicht frei."
    page = browser.post(reverse("projects:legal-report"), {"words": words})
    assert page.status_code == 403
    assert "Bitte noch einmal absenden" in page.content.decode()
    assert words in page.content.decode()
