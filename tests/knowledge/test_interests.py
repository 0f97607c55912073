""" "Das möchten wir auch": confirmed by code, told to the project at once, public after review."""

import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from knowledge import actions
from knowledge.choices import Phase, Status
from knowledge.models import Interest, Transfer
from outbox.models import OutboxEntry
from people.models import User
from projects.models import Decision, Question
from projects.models.claim import Answer
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits", "quick_hands")]

ADDRESS = "/projekte/lesecafe/moechten-wir-auch/"
GROUP, CONTACT, KEEPER = "gruppe@example.org", "geheim@example.org", "keeper@example.org"
WORDS = "Wir sind zu fünft und haben einen Raum."
NAME = "Nähkreis am Markt"
SAID = {"district": "moehringen", "name": NAME, "email": GROUP, "words": WORDS}


@pytest.fixture
def district():
    return make.DistrictFactory(name="Möhringen")


@pytest.fixture
def project(district):
    contact = make.ContactPointFactory(label="Team Lesecafé", email=CONTACT)
    project = make.ProjectFactory(title="Lesecafé", slug="lesecafe", contact=contact)
    project.owners.add(make.UserFactory(email=KEEPER))
    return project


@pytest.fixture
def group():
    return make.UserFactory(email=GROUP)


@pytest.fixture
def waiting(project, district, group):
    """An interest that waits for the steering group."""
    return make.InterestFactory(project=project, district=district, by=group, name=NAME)


def code_in(message):
    return re.match(r"\d{6}", message.subject)[0]


def page_in(message):
    return re.search(r"next=(/transfers/\d+/)", message.body)[1]


def readers():
    return sorted(message.to[0] for message in mail.outbox)


class TestSaying:
    def test_a_visitor_confirms_by_code_and_the_words_go_out_at_once(self, client, project, curator):
        assert client.post(ADDRESS, SAID).headers["Location"] == f"{ADDRESS}code/"
        assert readers() == [GROUP]  # nothing has gone to the project yet
        assert GROUP in client.get(f"{ADDRESS}code/").content.decode()

        response = client.post(f"{ADDRESS}code/", {"code": code_in(mail.outbox[0])})

        assert response.headers["Location"] == f"{ADDRESS}danke/"
        assert "sind unterwegs" in client.get(f"{ADDRESS}danke/").content.decode()
        to_contact, to_curator = mail.outbox[1:]
        assert (to_contact.to, to_contact.reply_to) == ([CONTACT], [])
        assert "Eine Gruppe in Möhringen" in to_contact.body
        assert WORDS in to_contact.body
        assert to_curator.to == [curator.email]
        assert Interest.objects.get().by == User.objects.get(email=GROUP)

    def test_no_mail_names_the_address_of_the_other_side(self, client, project, curator):
        client.post(ADDRESS, SAID)
        client.post(f"{ADDRESS}code/", {"code": code_in(mail.outbox[0])})
        actions.grant_interest(interest=Interest.objects.get(), by=curator)

        for message in mail.outbox:
            others = {GROUP, CONTACT, KEEPER} - set(message.to)
            assert [address for address in others if address in str(message.message())] == []

    def test_the_words_are_nowhere_once_they_are_delivered(self, client, project):
        client.post(ADDRESS, SAID)
        client.post(f"{ADDRESS}code/", {"code": code_in(mail.outbox[0])})

        assert Question.objects.get().text == ""
        assert not OutboxEntry.objects.exists()

    def test_the_contact_answers_through_the_relay(self, client, project):
        client.post(ADDRESS, SAID)
        client.post(f"{ADDRESS}code/", {"code": code_in(mail.outbox[0])})
        page = re.search(r"http\S+(/antwort/\S+)", mail.outbox[1].body)[1]

        Client().post(page, {"text": "Kommen Sie am Dienstag."})

        assert mail.outbox[-1].to == [GROUP]
        assert "Kommen Sie am Dienstag." in mail.outbox[-1].body

    def test_without_a_contact_the_network_is_asked(self, client, client_of, district, curator):
        make.ProjectFactory(title="Lesecafé", slug="lesecafe")
        assert "Dort kennen wir noch niemanden" in client.get(ADDRESS).content.decode()
        client.post(ADDRESS, SAID)
        client.post(f"{ADDRESS}code/", {"code": code_in(mail.outbox[0])})

        assert readers() == [curator.email, curator.email, GROUP]
        question = Question.objects.get()
        assert (question.to_network, question.text) == (True, WORDS)
        told = client_of(curator).get(f"/redaktion/fragen/{question.pk}/").content.decode()
        assert "Eine Gruppe in Möhringen möchte das auch machen" in told

    def test_somebody_signed_in_needs_no_code(self, client_of, group, project):
        browser = client_of(group)
        assert "E-Mail-Adresse</label>" not in browser.get(ADDRESS).content.decode()
        response = browser.post(ADDRESS, SAID | {"email": "other@example.org"})

        assert response.headers["Location"] == f"{ADDRESS}danke/"
        assert readers() == [CONTACT]
        assert Interest.objects.get().by == group

    def test_a_wrong_code_sends_nothing(self, client, project):
        client.post(ADDRESS, SAID)
        wrong = f"{(int(code_in(mail.outbox[0])) + 1) % 10**6:06}"
        pages = [client.post(f"{ADDRESS}code/", {"code": wrong}) for _ in range(5)]

        assert [page.status_code for page in pages] == [200, 200, 200, 200, 429]
        assert Interest.objects.get().by is None
        assert readers() == [GROUP]

    def test_another_browser_cannot_confirm_it(self, client, project):
        client.post(ADDRESS, SAID)

        assert Client().get(f"{ADDRESS}code/").headers["Location"] == ADDRESS

    def test_another_address_confirms_nothing(self, project, district):
        said = {"project": project, "district": district, "name": NAME, "words": WORDS, "email": GROUP}
        made = actions.express_interest(**said)
        with pytest.raises(PermissionDenied):
            actions.confirm_interest(interest=made, by=make.UserFactory(email="other@example.org"))

    def test_a_machine_is_thanked_and_forgotten(self, client, project):
        response = client.post(ADDRESS, SAID | {"homepage": "https://spam.example"})

        assert response.headers["Location"] == f"{ADDRESS}danke/"
        assert not Interest.objects.exists()
        assert not mail.outbox

    @pytest.mark.parametrize("missing", SAID)
    def test_what_is_missing_is_said_and_nothing_is_lost(self, client, project, missing):
        response = client.post(ADDRESS, SAID | {missing: ""})

        page = response.content.decode()
        assert response.status_code == 200
        assert "errorlist" in page
        assert all(value in page for name, value in SAID.items() if name != missing)

    @pytest.mark.parametrize("district", ["gibt-es-nicht", "\x00", "ü" * 5000])
    def test_an_unknown_district_is_refused_with_a_sentence(self, client, project, district):
        response = client.post(ADDRESS, SAID | {"district": district})

        assert "errorlist" in response.content.decode()
        assert client.get(ADDRESS, {"bezirk": district}).status_code == 200

    def test_the_district_of_a_suggestion_is_chosen_already(self, client, project):
        make.DistrictFactory(name="Aalen")
        page = client.get(ADDRESS, {"bezirk": "moehringen"}).content.decode()

        assert '<option value="moehringen" selected>' in page
        assert "Eine Gruppe in Möhringen interessiert sich dafür." in page

    def test_too_many_in_a_short_time_are_told_to_wait(self, client, project):
        answers = [client.post(ADDRESS, SAID) for _ in range(6)]

        assert answers[-1].status_code == 429
        assert "errorlist" in answers[-1].content.decode()

    @pytest.mark.parametrize("state", ["submitted", "archived", "removed", "merged"])
    def test_nobody_can_want_what_is_not_published(self, client_of, curator, state):
        make.ProjectFactory(slug="lesecafe", **{state: True})
        for address in (ADDRESS, f"{ADDRESS}code/", f"{ADDRESS}danke/"):
            assert client_of(curator).get(address).status_code == 404

    def test_the_page_of_a_project_offers_it_where_it_is_published(self, client, client_of, curator, project):
        archived = make.ProjectFactory(archived=True)

        assert ADDRESS in client.get(project.get_absolute_url()).content.decode()
        told = client_of(curator).get(archived.get_absolute_url()).content.decode()
        assert "moechten-wir-auch" not in told


class TestReview:
    def test_nothing_is_public_before_a_curator_agrees(self, client, project, waiting):
        assert not Transfer.objects.exists()
        for address in (project.get_absolute_url(), waiting.district.get_absolute_url(), "/transfers/"):
            assert "Eine Gruppe in Möhringen" not in client.get(address).content.decode()

    def test_a_curator_agrees_on_the_desk_and_a_transfer_begins(self, client_of, client, curator, waiting):
        desk = client_of(curator)
        assert "Nähkreis am Markt (Möhringen)" in desk.get("/redaktion/").content.decode()
        page = f"/redaktion/interessen/{waiting.pk}/"
        told = desk.get(page).content.decode()
        assert NAME in told
        assert GROUP not in told  # they answer through the site

        assert desk.post(page, {"answer": "grant"}).headers["Location"] == "/redaktion/"

        transfer = Transfer.objects.get()
        assert (transfer.source, transfer.interested_district) == (waiting.project, waiting.district)
        assert (transfer.phase, transfer.status) == (Phase.INTEREST, Status.OPEN)
        told = client.get(waiting.project.get_absolute_url()).content.decode()
        assert "Eine Gruppe in Möhringen interessiert sich" in told
        assert NAME not in client.get(transfer.get_absolute_url()).content.decode()
        assert Decision.objects.about(transfer).get().kind == "published"

    def test_both_sides_are_told_of_the_page_they_share(self, client_of, curator, waiting):
        actions.grant_interest(interest=waiting, by=curator)

        assert readers() == [CONTACT, GROUP, KEEPER]
        assert {page_in(message) for message in mail.outbox} == {Transfer.objects.get().get_absolute_url()}
        for reader in (waiting.by, make.UserFactory(email=CONTACT), User.objects.get(email=KEEPER)):
            page = client_of(reader).get(page_in(mail.outbox[0])).content.decode()
            assert "Ihre gemeinsame Seite" in page
            assert NAME in page

    def test_the_first_step_is_of_today(self, curator, waiting):
        granted = actions.grant_interest(interest=waiting, by=curator)
        (step,) = granted.transfer.steps.all()

        assert (step.phase, step.status, step.side) == (Phase.INTEREST, Status.OPEN, "target")
        assert granted.transfer.year_from == step.happened_on.year

    def test_a_refusal_gives_its_reasons_and_shows_nothing(self, client_of, curator, waiting):
        page = f"/redaktion/interessen/{waiting.pk}/"
        desk = client_of(curator)
        desk.post(page, {"answer": "refuse", "words": ""})
        assert waiting.__class__.objects.get().answer == Answer.OPEN

        desk.post(page, {"answer": "refuse", "words": "Das ist Werbung."})

        assert Interest.objects.get().answer == Answer.REFUSED
        assert not Transfer.objects.exists()
        assert readers() == [GROUP]
        assert "Das ist Werbung." in mail.outbox[0].body
        assert "Das ist Werbung." in desk.get("/redaktion/protokoll/").content.decode()

    def test_contributors_decide_nothing(self, contributor, waiting):
        for verb in (actions.grant_interest, lambda **a: actions.refuse_interest(**a, reasons="Nein.")):
            with pytest.raises(PermissionDenied):
                verb(interest=waiting, by=contributor)

    def test_nobody_agrees_to_their_own(self, curator, project):
        own = make.InterestFactory(project=project, by=curator)
        with pytest.raises(PermissionDenied, match="eigene"):
            actions.grant_interest(interest=own, by=curator)

    def test_one_answer_wins(self, curator, other_curator, waiting):
        actions.grant_interest(interest=waiting, by=curator)
        with pytest.raises(ValidationError, match="bereits"):
            actions.refuse_interest(interest=waiting, by=other_curator, reasons="Nein.")

    def test_an_entry_that_is_gone_meanwhile_is_not_wanted_in_public(self, curator, waiting):
        waiting.project.state = "archived"
        waiting.project.save()
        with pytest.raises(ValidationError, match="nicht"):
            actions.grant_interest(interest=waiting, by=curator)


class TestASecondTry:
    def test_a_second_group_of_the_district_joins(self, curator, waiting, project, district):
        first = actions.grant_interest(interest=waiting, by=curator).transfer
        actions.note_step(transfer=first, by=waiting.by, phase=Phase.ADAPTING)
        other = make.InterestFactory(project=project, district=district)

        second = actions.grant_interest(interest=other, by=curator).transfer

        assert (second, second.groups.count(), second.phase) == (first, 2, Phase.ADAPTING)

    @pytest.mark.parametrize("status", [Status.ENDED, Status.RETRACTED])
    def test_what_had_ended_begins_anew(self, curator, waiting, project, district, status):
        first = actions.grant_interest(interest=waiting, by=curator).transfer
        actions.note_step(transfer=first, by=waiting.by, phase=Phase.ADAPTING)
        if status == Status.ENDED:
            actions.end_transfer(transfer=first, by=waiting.by, because="time", words="Umzug", is_public=True)
        else:
            actions.retract_transfer(transfer=first)
        again = make.InterestFactory(project=project, district=district, by=waiting.by)

        second = actions.grant_interest(interest=again, by=curator).transfer

        assert second == first
        assert (second.phase, second.status) == (Phase.INTEREST, Status.OPEN)
        assert (second.ended_because, second.end_reason, second.end_reason_is_public) == ("", "", False)
        assert [interest.pk for interest in second.groups.all()] == [again.pk]
        assert (second.steps.last().phase, second.steps.last().status) == (Phase.INTEREST, Status.OPEN)

    def test_who_belongs_to_it_already_is_led_to_the_page(self, client_of, curator, waiting):
        actions.grant_interest(interest=waiting, by=curator)
        browser, page = client_of(waiting.by), Transfer.objects.get().get_absolute_url()
        assert page in browser.get(ADDRESS).content.decode()
        mail.outbox.clear()

        assert browser.post(ADDRESS, SAID).headers["Location"] == page

        assert Interest.objects.count() == 1
        assert readers() == [CONTACT]  # the words go all the same

    def test_a_second_word_before_the_review_takes_the_place_of_the_first(self, client_of, waiting):
        client_of(waiting.by).post(ADDRESS, SAID | {"name": "Nähkreis"})

        assert [interest.name for interest in Interest.objects.all()] == ["Nähkreis"]
