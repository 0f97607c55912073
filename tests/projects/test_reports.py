""" "Zu diesem Eintrag": anybody may write, the group reads it, nothing typed is lost."""

import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from people.limits import TooManyTriesError
from projects.actions import report, settle_report
from projects.choices import ReportKind
from projects.models import Decision, DecisionKind, Report
from tests.factories import CuratorFactory, ProjectFactory, ReportFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits", "quick_hands")]


@pytest.fixture
def project():
    return ProjectFactory(title="Repair-Café", slug="repair-cafe")


ADDRESS = "/projekte/repair-cafe/hinweis/"
GIVEN = {"kind": "wissen", "text": "Das gibt es seit 2015.", "email": "erika@example.org"}


def test_visitor_leaves_a_word_without_an_account(client, project, curator):
    response = client.post(ADDRESS, GIVEN)

    assert response.headers["Location"] == f"{ADDRESS}danke/"
    assert "Vielen Dank" in client.get(f"{ADDRESS}danke/").content.decode()
    kept = Report.objects.get()
    assert (kept.project, kept.kind, kept.text, kept.email) == (project, *GIVEN.values())
    assert len(kept.network_hash) == 64


def test_every_curator_gets_a_mail_with_a_link(client, project, curator, other_curator, contributor):
    CuratorFactory(email="away@example.org", is_active=False)
    client.post(ADDRESS, GIVEN)

    assert {message.to[0] for message in mail.outbox} == {curator.email, other_curator.email}
    message = mail.outbox[0]
    assert "Ich weiß etwas dazu: Repair-Café" in message.subject
    assert GIVEN["text"] in message.body
    assert f"/redaktion/hinweise/{Report.objects.get().pk}/" in message.body
    assert "erika@example.org" not in message.body


def test_group_gets_its_mail_in_its_own_language(client, project, curator):
    client.post(f"/en{ADDRESS}", GIVEN)

    assert "Ich weiß etwas dazu" in mail.outbox[0].subject
    assert "/en/" not in mail.outbox[0].body


@pytest.mark.parametrize("kind", [kind for kind in ReportKind.values if kind != ReportKind.PICTURE])
def test_link_on_the_entry_chooses_the_kind(client, project, kind):
    page = client.get(ADDRESS, {"art": kind}).content.decode()

    assert re.findall(r'value="([\w-]+)"[^>]* checked', page) == [kind]


def test_unknown_kind_in_the_address_chooses_none(client, project):
    assert " checked" not in client.get(ADDRESS, {"art": "unsinn"}).content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": ""}, "ein, zwei Sätze"),
        ({"text": "x" * 4001}, "höchstens 4000 Zeichen; das sind 4001"),
        ({"email": "erika@"}, "gültige E-Mail-Adresse"),
        ({"kind": ""}, "worum es geht"),
        ({"kind": "unsinn"}, "gültige Auswahl"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(client, project, wrong, sentence):
    given = GIVEN | wrong
    response = client.post(ADDRESS, given)

    page = response.content.decode()
    assert response.status_code == 200
    assert sentence in page
    assert given["text"] in page
    assert f'value="{given["email"]}"' in page or not given["email"]
    assert "Fehler:" in page
    assert not Report.objects.exists()


def test_text_of_4000_characters_is_welcome(client, project):
    assert "maxlength" not in re.search(r"<textarea[^>]*>", client.get(ADDRESS).content.decode())[0]
    client.post(ADDRESS, GIVEN | {"text": "x" * 4000})

    assert len(Report.objects.get().text) == 4000


def test_machine_that_fills_every_field_is_thanked_and_forgotten(client, project, curator):
    response = client.post(ADDRESS, GIVEN | {"homepage": "https://example.com"})

    assert response.headers["Location"] == f"{ADDRESS}danke/"
    assert not Report.objects.exists()
    assert not mail.outbox


def test_eleventh_report_of_a_network_within_an_hour_waits(client, project):
    for _ in range(10):
        assert client.post(ADDRESS, GIVEN).status_code == 302

    response = client.post(ADDRESS, GIVEN)

    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 3600
    assert GIVEN["text"] in response.content.decode()
    assert Client(REMOTE_ADDR="198.51.100.9").post(ADDRESS, GIVEN).status_code == 302


def test_reports_without_a_network_are_not_limited(project):
    for _ in range(11):
        report(project=project, kind=ReportKind.OURS, text="Von Hand eingetragen.")
    for _ in range(10):
        report(project=project, kind=ReportKind.OURS, text="Von der Seite.", network_hash="n")
    with pytest.raises(TooManyTriesError):
        report(project=project, kind=ReportKind.OURS, text="Von der Seite.", network_hash="n")


def test_member_need_not_type_the_address_again(client_of, contributor, project):
    page = client_of(contributor).get(ADDRESS).content.decode()

    assert 'value="contributor@example.org"' in page


@pytest.mark.parametrize("state", ["submitted", "archived", "removed"])
def test_entry_that_is_not_public_takes_no_reports_from_visitors(client, state):
    ProjectFactory(slug="repair-cafe", **{state: True})

    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, GIVEN).status_code == 404
    assert client.get(f"{ADDRESS}danke/").status_code == 404


def test_page_exists_in_english(client, project):
    assert "You need no account" in client.get(f"/en{ADDRESS}").content.decode()


def test_form_without_its_token_is_refused(project):
    assert Client(enforce_csrf_checks=True).post(ADDRESS, GIVEN).status_code == 403


def test_curator_notes_once_that_a_report_is_settled(curator, other_curator):
    settled = settle_report(report=ReportFactory(), by=curator)
    with pytest.raises(ValidationError, match="bereits jemand anderes"):
        settle_report(report=settled, by=other_curator)

    assert Report.objects.get().handled_by == curator
    assert Decision.objects.about(settled.project).get().kind == DecisionKind.SETTLED


def test_whoever_left_an_address_gets_the_group_s_answer(curator, mailoutbox, commits):
    report = ReportFactory(email="leserin@example.org")
    settle_report(report=report, by=curator, words="Danke, das ist jetzt berichtigt.")

    assert [mail.to for mail in mailoutbox] == [["leserin@example.org"]]
    assert "jetzt berichtigt" in mailoutbox[0].body
    assert "Ihre Steuerungsgruppe" in mailoutbox[0].body


def test_contributor_settles_nothing(contributor):
    with pytest.raises(PermissionDenied):
        settle_report(report=ReportFactory(), by=contributor)


def test_answer_is_in_the_language_in_which_the_report_was_written(client, project, curator):
    client.post(f"/en{ADDRESS}", GIVEN)
    settle_report(report=Report.objects.get(), by=curator, words="Danke.")

    assert mail.outbox[-1].subject == "Your message about “Repair-Café”"
    assert "Danke.\n\nYour Steuerungsgruppe" in mail.outbox[-1].body
