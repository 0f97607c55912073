"""The account: choices, what we know as a file, and an end that leaves the entries and nobody in them."""

import json
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone

from knowledge.actions import note_step
from meetings.models import SignUp
from outbox.models import OutboxEntry
from people.actions import delete_account
from people.models import ContactPoint, SignInCode, User
from people.personal_data import data_of
from projects import actions
from projects.models import Draft, LegalReport, OnBehalf, Project, Question, Report
from projects.versions import version_now
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

ADDRESS = "erika@example.org"
WORDS = "Wir treffen uns dienstags."


@pytest.fixture
def erika():
    return make.UserFactory(email=ADDRESS)


@pytest.fixture
def otto():
    return make.CuratorFactory(email="otto@example.org")


@pytest.fixture
def life(erika, otto):
    """Erika has left something everywhere she can: her entry, its history, words, contacts, codes, mails."""
    entry = make.ProjectFactory(title="Lesecafé", slug="lesecafe", submitted_by=erika)
    entry.owners.add(erika)
    base = version_now(entry)
    change = actions.revise(project=entry, content=base.content | {"summary": WORDS}, base=base, by=erika)
    entry.refresh_from_db()
    entry.contact = make.ContactPointFactory(label="Team", email="buero@example.org", user=erika)
    entry.save()
    make.ContactPointFactory(email=ADDRESS)
    make.ReportFactory(email=ADDRESS, text=WORDS)
    make.ReportFactory(email="fremd@example.org", text="Geheim", handled_by=erika, handled_at=timezone.now())
    make.QuestionFactory(email=ADDRESS)
    OnBehalf.objects.create(project=make.ProjectFactory(), author="Erika Muster", email=ADDRESS)
    meeting = make.MeetingFactory()
    SignUp.objects.create(meeting=meeting, email=ADDRESS, persons=2)
    actions.report_content(url="/", words=WORDS, name="Erika Muster", email=ADDRESS)
    Draft.objects.create(key="k", user=erika, data={"title": ["Neu"]})
    make.ConfirmationFactory(by=erika)
    shared = make.InterestFactory(by=erika, name=WORDS, granted=True).transfer
    note_step(transfer=shared, by=erika, note=WORDS)
    actions.claim(project=make.ProjectFactory(), by=erika, words=WORDS)
    LogEntry.objects.create(
        user=otto,
        content_type=ContentType.objects.get_for_model(User),
        object_id=erika.pk,
        object_repr=ADDRESS,
        action_flag=CHANGE,
    )
    Client().force_login(erika)
    Client().post("/konto/anmelden/", {"email": ADDRESS})
    mail.outbox.clear()
    for readers in ({"to": [ADDRESS]}, {"to": ["x@example.org"], "reply_to": [ADDRESS]}):
        mail_on_its_way(**readers)
    return change


def mail_on_its_way(**readers):
    later = timezone.now() + timedelta(hours=1)
    payload = {"subject": "S", "body": "B", **readers}
    OutboxEntry.objects.create(kind="mail", payload=payload, due_at=later)


def signed_in(person, *, minutes_ago=0):
    browser = Client()
    browser.force_login(person)
    User.objects.filter(pk=person.pk).update(last_login=timezone.now() - timedelta(minutes=minutes_ago))
    return browser


def whole_database():
    """Every value of every row, as text; sessions decoded."""
    told = []
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.all():
            told.append(str(row.get_decoded() if isinstance(row, Session) else list(vars(row).values())[1:]))
    return "\n".join(told)


class TestChoices:
    def test_person_chooses_what_to_read_and_in_which_language(self, erika):
        browser = signed_in(erika)
        assert browser.get("/konto/").content.decode().count(" checked") == 2

        response = browser.post("/konto/", {"wants_reminders": "on", "language": "en"}, follow=True)

        assert "Ihre Auswahl ist gespeichert" in response.content.decode()
        erika.refresh_from_db()
        assert (erika.wants_decisions, erika.wants_reminders, erika.language) == (False, True, "en")

    def test_nobody_grants_themselves_a_role_there(self, erika):
        signed_in(erika).post("/konto/", {"language": "de", "is_curator": "on", "email": "x@example.org"})
        erika.refresh_from_db()

        assert (erika.is_curator, erika.email) == (False, ADDRESS)

    def test_unknown_language_is_refused_with_a_sentence(self, erika):
        page = signed_in(erika).post("/konto/", {"language": "xx"}).content.decode()

        assert "errorlist" in page

    def test_new_account_speaks_the_language_of_the_page_where_it_was_opened(self):
        browser = Client()
        browser.post("/en/konto/anmelden/", {"email": ADDRESS})
        browser.post("/en/konto/anmelden/code/", {"code": mail.outbox[0].subject})

        assert User.objects.get().language == "en"


class TestLastSeen:
    def test_a_visit_leaves_its_day_and_ends_the_notice(self, erika):
        yesterday = timezone.localdate() - timedelta(days=1)
        User.objects.update(last_seen=yesterday, idle_notice_on=yesterday)
        signed_in(erika).get("/")
        erika.refresh_from_db()

        assert (erika.last_seen, erika.idle_notice_on) == (timezone.localdate(), None)

    def test_a_second_visit_on_the_same_day_writes_nothing(self, erika, django_assert_num_queries):
        browser = signed_in(erika)
        browser.get("/robots.txt")
        with django_assert_num_queries(3):  # the session, the person, the provider
            browser.get("/robots.txt")

    def test_a_visitor_is_not_looked_up(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            Client().get("/robots.txt")


class TestWhatWeKnow:
    def test_person_downloads_everything_as_json(self, erika, life):
        response = signed_in(erika).get("/konto/daten.json")
        known = json.loads(response.content)

        assert response.headers["Content-Disposition"] == 'attachment; filename="daten.json"'
        assert "no-store" in response.headers["Cache-Control"]
        assert known["account"]["email"] == ADDRESS
        pointing = {(row["what"], row["because_of"]) for row in known["rows_that_point_to_you"]}
        assert {
            ("projects.Project", "submitted_by"),
            ("projects.Project_owners", "user"),
            ("projects.Version", "made_by"),
            ("projects.Draft", "user"),
            ("projects.Claim", "by"),
            ("projects.Report", "handled_by"),
            ("people.ContactPoint", "user"),
            ("knowledge.Confirmation", "by"),
        } <= pointing
        naming = {row["what"] for row in known["rows_with_your_address"]}
        assert naming == {
            "people.SignInCode",
            "people.ContactPoint",
            "projects.Report",
            "projects.Question",
            "projects.LegalReport",
            "projects.OnBehalf",
            "meetings.SignUp",
        }
        assert len(known["mails_on_their_way"]) == 2
        assert any(row["what"] == "Ihr Konto" for row in known["kept_how_long"])

    def test_own_words_are_told_in_full(self, erika, life):
        known = json.dumps(data_of(erika), default=str, ensure_ascii=False)

        assert WORDS in known
        assert "buero@example.org" in known

    def test_words_and_addresses_of_others_are_not(self, erika, life):
        known = json.dumps(data_of(erika), default=str, ensure_ascii=False)

        assert "Geheim" not in known
        assert "fremd@example.org" not in known
        assert "otto@example.org" not in known

    def test_no_secret_is_told(self, erika, life):
        known = json.dumps(data_of(erika), default=str)

        assert "_hash" not in known
        assert "password" not in known

    def test_every_foreign_key_to_a_person_is_followed(self, erika):
        """However it is called: what a new model points with is found without being listed."""
        from people.personal_data import rows_pointing_to

        found = {(trace.field.model, trace.field.name) for trace in rows_pointing_to(erika)}
        expected = {
            (relation.related_model, relation.field.name)
            for relation in User._meta.get_fields(include_hidden=True)
            if relation.auto_created and not relation.concrete and not relation.many_to_many
        }
        assert expected <= found

    def test_visitor_is_asked_to_sign_in(self, client):
        for path in ("/konto/daten.json", "/konto/loeschen/"):
            assert client.get(path).headers["Location"] == f"/konto/anmelden/?next={path}"
        assert client.post("/konto/loeschen/code/").status_code == 302


class TestDeletion:
    def test_nothing_in_the_whole_database_names_the_person_afterwards(self, erika, life):
        key = erika.pk
        assert whole_database().count(ADDRESS) > 10
        delete_account(person=erika)

        told = whole_database()
        assert ADDRESS not in told
        assert "Erika Muster" not in told
        assert not User.objects.filter(pk=key).exists()
        for model in apps.get_models(include_auto_created=True):
            for field in model._meta.concrete_fields:
                if field.related_model is User:
                    assert not model._base_manager.filter(**{field.attname: key}).exists(), field

    def test_what_they_wrote_stays(self, erika, life):
        delete_account(person=erika)

        entry = Project.objects.get(slug="lesecafe")
        assert (entry.submitted_by, entry.contact, entry.summary) == (None, None, WORDS)
        assert version_now(entry).made_by is None
        assert version_now(entry).content["summary"] == WORDS
        assert Report.objects.filter(text=WORDS, email="").exists()
        assert LegalReport.objects.get().words == WORDS
        assert not ContactPoint.objects.exists()
        assert not SignInCode.objects.exists()
        assert not SignUp.objects.exists()
        assert Question.objects.get().email == ""

    def test_others_lose_nothing(self, erika, otto, life):
        otto_is_signed_in = signed_in(otto)
        make.ContactPointFactory(email="otto@example.org", user=otto)
        delete_account(person=erika)

        assert get_user(otto_is_signed_in) == otto
        assert ContactPoint.objects.get().user == otto
        assert Report.objects.filter(email="fremd@example.org", handled_by=None).exists()

    def test_address_of_the_provider_stays(self, erika):
        from pages.models import Provider

        Provider.objects.create(email=ADDRESS)
        delete_account(person=erika)

        assert Provider.current().email == ADDRESS

    def test_person_who_has_just_signed_in_needs_one_button(self, erika, life):
        browser, elsewhere = signed_in(erika), signed_in(erika)
        page = browser.get("/konto/loeschen/").content.decode()
        assert "Ihre Einträge bleiben" in page
        assert 'name="code"' not in page

        response = browser.post("/konto/loeschen/", follow=True)

        assert "Ihr Konto ist gelöscht" in response.content.decode()
        assert not User.objects.filter(email=ADDRESS).exists()
        for gone in (browser, elsewhere):
            assert gone.get("/konto/").status_code == 302

    def test_looking_at_the_page_deletes_nothing(self, erika):
        browser = signed_in(erika)
        for _ in range(10):
            browser.get("/konto/loeschen/")

        assert User.objects.exists()

    def test_person_who_signed_in_a_while_ago_confirms_with_a_code(self, erika):
        browser = signed_in(erika, minutes_ago=16)
        browser.post("/konto/loeschen/")
        assert User.objects.exists()

        assert browser.post("/konto/loeschen/code/").headers["Location"] == "/konto/loeschen/"
        digits = re.match(r"\d{6}", mail.outbox[0].subject)[0]
        wrong = f"{(int(digits) + 1) % 10**6:06}"
        assert "stimmt nicht" in browser.post("/konto/loeschen/", {"code": wrong}).content.decode()
        assert User.objects.exists()
        browser.post("/konto/loeschen/", {"code": digits})
        assert not User.objects.exists()

    def test_guessing_the_code_ends_after_five_tries(self, erika):
        browser = signed_in(erika, minutes_ago=16)
        browser.post("/konto/loeschen/code/")
        wrong = f"{(int(mail.outbox[0].subject[:6]) + 1) % 10**6:06}"
        answers = [browser.post("/konto/loeschen/", {"code": wrong}).status_code for _ in range(5)]

        assert answers == [200, 200, 200, 200, 429]
        assert User.objects.exists()

    def test_codes_to_delete_count_like_any_other(self, erika):
        browser = signed_in(erika, minutes_ago=16)
        for _ in range(5):
            browser.post("/konto/loeschen/code/")
        page = browser.post("/konto/loeschen/code/", follow=True).content.decode()

        assert "60 Minuten" in page
        assert len(mail.outbox) == 5

    def test_administration_deletes_in_the_same_way(self, admin_user, client_of, erika, life):
        address = f"/admin/people/user/{erika.pk}/delete/"
        assert client_of(admin_user).post(address, {"post": "yes"}).status_code == 302
        assert ADDRESS not in whole_database()

        make.UserFactory(email=ADDRESS)
        chosen = {"action": "delete_selected", "_selected_action": User.objects.get(email=ADDRESS).pk}
        client_of(admin_user).post("/admin/people/user/", chosen | {"post": "yes"})
        assert ADDRESS not in whole_database()

    def test_pages_exist_in_english(self, erika):
        assert "Delete for good" in signed_in(erika).get("/en/konto/loeschen/").content.decode()
