"""Claims, requests for removal, legal notices and reports: answered once, with words that are sent."""

import pytest

from projects import actions
from projects.choices import State
from projects.models import Project
from projects.models.claim import Answer
from tests.factories import ProjectFactory, QuestionFactory, ReportFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]


@pytest.fixture
def project():
    return ProjectFactory(title="Tauschregal")


@pytest.fixture
def claim(project, contributor):
    return actions.claim(project=project, by=contributor, words="Wir machen das seit drei Jahren.")


@pytest.fixture
def removal(project, contributor):
    return actions.request_removal(project=project, by=contributor, words="Es nennt unsere Namen.")


@pytest.fixture
def notice():
    return actions.report_content(
        url="https://x.example/", words="Das Bild ist meines.", name="Leserin", email="leserin@example.org"
    )


ADDRESSES = {"claim": "unser-projekt", "removal": "entfernen", "notice": "meldungen"}


def page_of(kind, row):
    return f"/redaktion/{ADDRESSES[kind]}/{row.pk}/"


def answer(browser, kind, row, choice, words=""):
    data = {"answer": choice, "words": words}
    return browser.post(page_of(kind, row), data, follow=True).content.decode()


def now(row):
    return type(row).objects.get(pk=row.pk)


@pytest.mark.parametrize("kind", ADDRESSES)
def test_a_no_needs_reasons_and_they_are_sent(client_of, curator, request, mailoutbox, kind):
    row = request.getfixturevalue(kind)
    mailoutbox.clear()
    assert "Bitte schreiben Sie einen Satz" in answer(client_of(curator), kind, row, "refuse")
    assert now(row).answer == Answer.OPEN

    answer(client_of(curator), kind, row, "refuse", "Dafür sehen wir keinen Grund.")
    assert (now(row).answer, now(row).reasons) == (Answer.REFUSED, "Dafür sehen wir keinen Grund.")
    assert "Dafür sehen wir keinen Grund." in mailoutbox[-1].body


@pytest.mark.parametrize("kind", ["removal", "notice"])
def test_a_yes_needs_none(client_of, curator, request, kind):
    row = request.getfixturevalue(kind)
    assert "Das ist erledigt." in answer(client_of(curator), kind, row, "grant")
    assert now(row).answer == Answer.GRANTED


def test_a_removal_that_is_refused_brings_the_entry_back(client_of, curator, removal, project):
    assert now(project).state == State.REMOVED
    answer(client_of(curator), "removal", removal, "refuse", "Die Namen sind öffentlich.")
    assert now(project).state == State.PUBLISHED


def test_a_claim_that_nothing_proves_must_have_been_checked(client_of, curator, claim, project, contributor):
    assert "Bitte schreiben Sie einen Satz" in answer(client_of(curator), "claim", claim, "grant")
    assert not project.owners.exists()

    answer(client_of(curator), "claim", claim, "grant", "Unter der Nummer des Vereins angerufen.")
    assert list(project.owners.all()) == [contributor]


def test_a_claim_proven_by_the_project_s_domain_needs_one_click(client_of, curator, claim, project):
    Project.objects.filter(pk=project.pk).update(website="https://tauschregal.example/")
    claim.proven_domain = "tauschregal.example"
    claim.save()
    assert "tauschregal.example" in client_of(curator).get(page_of("claim", claim)).content.decode()

    answer(client_of(curator), "claim", claim, "grant")
    assert project.owners.exists()


@pytest.mark.parametrize("kind", ADDRESSES)
def test_who_comes_second_is_told(client_of, curator, other_curator, request, kind):
    row = request.getfixturevalue(kind)
    answer(client_of(other_curator), kind, row, "refuse", "Nein.")

    assert "bereits jemand anderes" in answer(client_of(curator), kind, row, "refuse", "Auch nein.")
    assert now(row).reasons == "Nein."
    assert 'name="answer"' not in client_of(curator).get(page_of(kind, row)).content.decode()


def test_nobody_decides_on_their_own_request(client_of, curator, project):
    own = actions.claim(project=project, by=curator, words="Wir sind das.")
    assert "Ihre eigene Bitte" in client_of(curator).get(page_of("claim", own)).content.decode()

    assert "selbst" in answer(client_of(curator), "claim", own, "grant", "Ich weiß es.")
    assert now(own).answer == Answer.OPEN


def test_an_unknown_answer_is_a_bad_request(client_of, curator, notice):
    assert client_of(curator).post(page_of("notice", notice), {"answer": "vielleicht"}).status_code == 400


def test_curator_answers_a_report_and_settles_it(client_of, curator, project, mailoutbox):
    report = ReportFactory(project=project, text="Dienstags, nicht mittwochs.", email="leserin@example.org")
    page = f"/redaktion/hinweise/{report.pk}/"
    assert "Dienstags, nicht mittwochs." in client_of(curator).get(page).content.decode()

    client_of(curator).post(page, {"settle": "1", "words": "Danke, berichtigt."})
    assert now(report).handled_by == curator
    assert [mail.to for mail in mailoutbox] == [["leserin@example.org"]]
    assert "Erledigt am" in client_of(curator).get(page).content.decode()


def test_a_report_without_an_address_is_settled_without_a_mail(client_of, curator, project, mailoutbox):
    report = ReportFactory(project=project)
    client_of(curator).post(f"/redaktion/hinweise/{report.pk}/", {"settle": "1"})

    assert now(report).handled_at
    assert mailoutbox == []


def test_curator_answers_a_question_to_the_network(client_of, curator, other_curator, project, mailoutbox):
    question = QuestionFactory(project=project, to_network=True, email="fragt@example.org")
    page = f"/redaktion/fragen/{question.pk}/"
    assert "Wie oft trifft man sich?" in client_of(curator).get(page).content.decode()
    assert "fragt@example.org" not in client_of(curator).get(page).content.decode()

    client_of(curator).post(page, {"settle": "1", "words": "Jeden Dienstag."})
    assert [mail.to for mail in mailoutbox] == [["fragt@example.org"]]
    assert "Jeden Dienstag." in mailoutbox[0].body
    late = client_of(other_curator).post(page, {"settle": "1", "words": "Mittwochs."}, follow=True)
    assert "bereits jemand anderes" in late.content.decode()
    assert len(mailoutbox) == 1


def test_a_question_to_a_contact_is_nobody_else_s(client_of, curator, project):
    question = QuestionFactory(project=project)

    assert client_of(curator).get(f"/redaktion/fragen/{question.pk}/").status_code == 404
