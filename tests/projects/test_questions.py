""" "Frage stellen": confirmed first, relayed, answered without showing an address, forgotten at once."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from outbox.models import OutboxEntry
from people.limits import TooManyTriesError
from people.links import LinkRefusedError
from people.models import User
from projects import actions
from projects.models import Question
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits", "quick_hands")]

ADDRESS = "/projekte/lesecafe/frage/"
ASKER, CONTACT = "fragt@example.org", "geheim@example.org"
ASKED = {"text": "Wie oft trifft man sich?", "email": ASKER}


@pytest.fixture
def project():
    contact = make.ContactPointFactory(label="Team Lesecafé", email=CONTACT)
    return make.ProjectFactory(title="Lesecafé", slug="lesecafe", contact=contact)


@pytest.fixture
def lonely():
    """A project without a contact."""
    return make.ProjectFactory(title="Lesecafé", slug="lesecafe")


@pytest.fixture
def relayed(project):
    """A question that has reached the contact, as it is stored now."""
    asked = actions.ask(project=project, **ASKED)
    return actions.pass_on(question=asked, confirmed=ASKER)


def code_in(message):
    return re.match(r"\d{6}", message.subject)[0]


def link_in(message):
    return re.search(r"http\S+(/antwort/\S+)", message.body)[1]


def say(browser, path, **data):
    return browser.post(path, data)


class TestAsking:
    def test_visitor_confirms_the_address_and_the_question_goes_out(self, client, project):
        assert client.post(ADDRESS, ASKED).headers["Location"] == f"{ADDRESS}code/"
        assert [message.to for message in mail.outbox] == [[ASKER]]  # nothing has gone to the contact yet
        assert ASKER in client.get(f"{ADDRESS}code/").content.decode()

        response = say(client, f"{ADDRESS}code/", code=code_in(mail.outbox[0]))

        assert response.headers["Location"] == f"{ADDRESS}danke/"
        assert "ist unterwegs" in client.get(f"{ADDRESS}danke/").content.decode()
        question = mail.outbox[1]
        assert (question.to, question.reply_to) == ([CONTACT], [ASKER])
        assert ASKED["text"] in question.body
        assert not User.objects.exists()  # asking opens no account

    def test_text_is_nowhere_once_it_is_delivered(self, relayed):
        relayed.refresh_from_db()

        assert relayed.text == ""
        assert not OutboxEntry.objects.exists()

    def test_database_refuses_to_keep_what_was_passed_on(self, relayed):
        for change in ({"text": "doch"}, {"settled_at": timezone.now()}):
            with pytest.raises(IntegrityError), transaction.atomic():
                Question.objects.filter(pk=relayed.pk).update(**change)

    def test_somebody_signed_in_need_not_confirm_their_own_address(self, client_of, contributor, project):
        response = client_of(contributor).post(ADDRESS, ASKED | {"email": contributor.email})

        assert response.headers["Location"] == f"{ADDRESS}danke/"
        assert [message.to for message in mail.outbox] == [[CONTACT]]

    def test_somebody_signed_in_confirms_any_other_address(self, client_of, contributor, project):
        client_of(contributor).post(ADDRESS, ASKED)

        assert [message.to for message in mail.outbox] == [[ASKER]]

    def test_wrong_code_keeps_the_question_and_says_so(self, client, project):
        client.post(ADDRESS, ASKED)
        wrong = f"{(int(code_in(mail.outbox[0])) + 1) % 10**6:06}"
        pages = [say(client, f"{ADDRESS}code/", code=wrong) for _ in range(5)]

        assert [page.status_code for page in pages] == [200, 200, 200, 200, 429]
        assert "stimmt nicht oder gilt nicht mehr" in pages[0].content.decode()
        assert Question.objects.get().text == ASKED["text"]

    def test_another_browser_cannot_confirm_it(self, client, project):
        client.post(ADDRESS, ASKED)

        assert Client().get(f"{ADDRESS}code/").headers["Location"] == ADDRESS

    def test_another_address_confirms_nothing(self, project):
        asked = actions.ask(project=project, **ASKED)
        with pytest.raises(PermissionDenied):
            actions.pass_on(question=asked, confirmed="other@example.org")

    def test_question_goes_out_once(self, relayed):
        actions.pass_on(question=relayed, confirmed=ASKER)

        assert len(mail.outbox) == 1

    def test_contact_reads_it_in_their_language(self, project):
        project.contact.user = make.UserFactory(language="en")
        project.contact.save()
        actions.pass_on(question=actions.ask(project=project, **ASKED), confirmed=ASKER)

        assert "A question about" in mail.outbox[0].subject
        assert "/en/antwort/" in mail.outbox[0].body

    def test_mistakes_are_told_and_nothing_typed_is_lost(self, client, project):
        page = client.post(ADDRESS, ASKED | {"email": "fragt@"}).content.decode()

        assert ASKED["text"] in page
        assert "gültige E-Mail-Adresse" in page
        assert "höchstens 2000 Zeichen" in client.post(ADDRESS, ASKED | {"text": "x" * 2001}).content.decode()

    def test_machine_is_thanked_and_forgotten(self, client, project):
        response = client.post(ADDRESS, ASKED | {"homepage": "https://example.com"})

        assert response.headers["Location"] == f"{ADDRESS}danke/"
        assert not Question.objects.exists()

    @pytest.mark.parametrize(
        ("most", "address"),
        [(5, lambda n: ASKER), (10, lambda n: f"a{n}@example.org")],
        ids=["address", "network"],
    )
    def test_too_many_questions_are_429(self, client, project, most, address):
        for n in range(most):
            assert client.post(ADDRESS, ASKED | {"email": address(n)}).status_code == 302

        response = client.post(ADDRESS, ASKED | {"email": address(most)})
        assert response.status_code == 429
        assert ASKED["text"] in response.content.decode()

    def test_contact_gets_at_most_twenty_questions_a_day(self, project):
        for n in range(20):
            actions.ask(project=project, text="?", email=f"a{n}@example.org")
        with pytest.raises(TooManyTriesError):
            actions.ask(project=project, text="?", email="more@example.org")


class TestAnswering:
    def test_looking_at_the_link_ten_times_changes_nothing(self, client, relayed):
        link = link_in(mail.outbox[0])
        before = list(Question.objects.values())
        pages = [client.get(link) for _ in range(10)]

        assert {page.status_code for page in pages} == {200}
        assert "<button" in pages[0].content.decode()
        assert list(Question.objects.values()) == before
        assert len(mail.outbox) == 1

    def test_answer_reaches_the_asker_without_the_address_of_the_contact(self, client, relayed):
        link = link_in(mail.outbox[0])
        response = say(client, link, text="Jeden Dienstag.")

        assert response.headers["Location"] == "/antwort/danke/"
        answer = mail.outbox[1]
        assert (answer.to, answer.reply_to) == ([ASKER], [])
        assert "Jeden Dienstag." in answer.body
        assert CONTACT not in str(answer.message())
        assert "Ihre Adresse" in client.get("/antwort/danke/").content.decode()

    def test_page_shows_neither_address(self, client, relayed):
        page = client.get(link_in(mail.outbox[0])).content.decode()

        assert "Lesecafé" in page
        assert ASKER not in page
        assert CONTACT not in page

    def test_mail_says_that_a_direct_answer_shows_the_address(self, relayed):
        assert "Dann sieht die fragende Person Ihre Adresse" in mail.outbox[0].body

    def test_link_serves_once_and_the_address_goes_with_the_answer(self, client, relayed):
        link = link_in(mail.outbox[0])
        say(client, link, text="Jeden Dienstag.")
        kept = Question.objects.get()
        assert (kept.text, kept.email) == ("", "")

        for page in (client.get(link), say(client, link, text="Noch einmal.")):
            assert page.status_code == 404
            assert "Dieser Link gilt nicht mehr" in page.content.decode()
        assert len(mail.outbox) == 2

    def test_answer_is_in_the_language_of_the_asker(self, client, project):
        browser = Client()
        browser.post(f"/en{ADDRESS}", ASKED)
        say(browser, f"/en{ADDRESS}code/", code=code_in(mail.outbox[0]))
        say(client, link_in(mail.outbox[1]), text="Jeden Dienstag.")

        assert "The answer to your question" in mail.outbox[2].subject

    def test_empty_answer_is_asked_for_again(self, client, relayed):
        page = say(client, link_in(mail.outbox[0]), text=" ")

        assert "ein, zwei Sätze" in page.content.decode()
        assert len(mail.outbox) == 1

    @pytest.mark.parametrize("token", ["x", "danke-nicht", "a:b:c", "ü"])
    def test_forged_link_is_refused(self, client, token):
        assert client.get(f"/antwort/{token}/").status_code == 404

    def test_link_lasts_as_long_as_the_address_is_kept(self, relayed):
        Question.objects.update(passed_on_at=timezone.now() - timedelta(days=31))
        actions.questions.forget_senders()

        with pytest.raises(LinkRefusedError):
            actions.question_of(actions.questions.ANSWER.token(relayed.pk))


class TestAskingTheNetwork:
    @pytest.fixture
    def asked(self, lonely, curator):
        return actions.pass_on(question=actions.ask(project=lonely, **ASKED), confirmed=ASKER)

    def test_project_without_contact_offers_the_network(self, client, lonely):
        assert "Das Netzwerk fragen" in client.get(lonely.get_absolute_url()).content.decode()
        assert "Das Netzwerk fragen" in client.get(ADDRESS).content.decode()

    def test_group_is_told_and_finds_it_in_the_queue(self, asked, curator):
        assert [message.to for message in mail.outbox] == [[curator.email]]
        assert ASKED["text"] in mail.outbox[0].body
        assert ASKER not in str(mail.outbox[0].message())
        assert list(Question.objects.open()) == [asked]

    def test_queue_holds_only_what_the_group_must_answer(self, asked, project_with_contact):
        make.QuestionFactory()
        actions.pass_on(question=actions.ask(project=project_with_contact, **ASKED), confirmed=ASKER)
        assert list(Question.objects.open()) == [asked]

    @pytest.fixture
    def project_with_contact(self):
        return make.ProjectFactory(contact=make.ContactPointFactory())

    def test_curator_answers_and_text_and_address_go(self, asked, curator):
        actions.settle_question(question=asked, by=curator, answer="Fragen Sie im Bürgerhaus.")

        assert mail.outbox[1].to == [ASKER]
        assert "Fragen Sie im Bürgerhaus.\n\nIhre Steuerungsgruppe" in mail.outbox[1].body
        kept = Question.objects.get()
        assert (kept.text, kept.email, kept.settled_by) == ("", "", curator)
        assert not Question.objects.open()

    def test_curator_settles_without_an_answer(self, asked, curator):
        actions.settle_question(question=asked, by=curator)

        assert len(mail.outbox) == 1

    def test_second_curator_is_told(self, asked, curator, other_curator):
        actions.settle_question(question=asked, by=curator)
        with pytest.raises(ValidationError):
            actions.settle_question(question=asked, by=other_curator, answer="Auch.")
        assert Question.objects.get().settled_by == curator

    def test_contributor_settles_nothing(self, asked, contributor, visitor):
        for person in (contributor, visitor):
            with pytest.raises(PermissionDenied):
                actions.settle_question(question=asked, by=person)


class TestForgetting:
    @pytest.mark.parametrize(("hours", "stays"), [(23, True), (25, False)])
    def test_unconfirmed_question_goes_after_a_day(self, project, hours, stays):
        actions.ask(project=project, **ASKED)
        Question.objects.update(created_at=timezone.now() - timedelta(hours=hours))
        actions.questions.forget_unconfirmed()

        assert Question.objects.exists() is stays

    @pytest.mark.parametrize(("days", "stays"), [(29, True), (31, False)])
    def test_address_of_a_relayed_question_goes_after_thirty_days(self, relayed, days, stays):
        Question.objects.update(passed_on_at=timezone.now() - timedelta(days=days))

        assert actions.questions.forget_senders() == int(not stays)
        assert actions.questions.forget_senders() == 0
        assert bool(Question.objects.get().email) is stays


def test_question_to_the_network_that_nobody_can_answer_goes_after_half_a_year(lonely):
    for days in (179, 181):
        asked = actions.pass_on(question=actions.ask(project=lonely, **ASKED), confirmed=ASKER)
        Question.objects.filter(pk=asked.pk).update(created_at=timezone.now() - timedelta(days=days))

    assert actions.questions.forget_unanswered() == 1
    assert Question.objects.open().count() == 1


def test_public_telephone_and_address_are_shown_where_somebody_chose_so(client, project):
    page = client.get(project.get_absolute_url()).content.decode()
    assert "Team Lesecafé" in page
    assert "tel:" not in page
    assert CONTACT not in page

    project.contact.public_phone, project.contact.public_email = "0711 123 45", "info@example.org"
    project.contact.save()
    page = client.get(project.get_absolute_url()).content.decode()
    assert 'href="tel:071112345"' in page
    assert 'href="mailto:info@example.org"' in page
    assert CONTACT not in page
