""" "Ihre Einträge": what is one's own, where it stands, what the group has said."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from projects import actions
from projects.content.reading import content_of
from projects.contributing.drafts import keep
from projects.models import Consent, Project
from projects.models.draft import new_token
from projects.versions import version_now
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

QUESTION = "Wie oft trifft man sich?"
MINE = "/mitmachen/meine/"


@pytest.fixture
def entry(contributor):
    """What the contributor has handed in."""
    pattern = make.ProjectFactory(title="Nähtreff", slug="vorlage", city=True)
    content = content_of(Project.objects.get(pk=pattern.pk))
    pattern.delete()
    return actions.submit(content=content, by=contributor)


@pytest.fixture
def page(client_of, contributor):
    """What the contributor reads at an address."""
    return lambda address: client_of(contributor).get(address).content.decode()


def now(project):
    return Project.objects.get(pk=project.pk)


def status_of(entry):
    return reverse("contributing:status", args=[entry.slug])


def test_drafts_entries_and_proposals_are_listed(entry, page, contributor):
    keep(token=new_token(), typed={"title": ["Angefangen"]}, revision=0, by=contributor)
    other = make.ProjectFactory(title="Lesecafé")
    base = version_now(other)
    actions.revise(project=other, content=base.content | {"results": "Neu."}, base=base, by=contributor)
    html = page(MINE)
    for title in ("Nähtreff", "Angefangen", "Lesecafé"):
        assert title in html


def test_the_list_asks_the_database_as_often_for_three_as_for_one(entry, client_of, contributor):
    browser = client_of(contributor)

    def queries():
        with CaptureQueriesContext(connection) as run:
            browser.get(MINE)
        return len(run)

    browser.get(MINE)
    counts = []
    for _ in range(2):
        for number in range(3):
            keep(token=new_token(), typed={"title": [str(number)]}, revision=0, by=contributor)
            project = make.ProjectFactory(submitted_by=contributor)
            base = version_now(project)
            changed = base.content | {"results": str(number)}
            actions.revise(project=project, content=changed, base=base, by=contributor)
        counts.append(queries())
    assert counts[0] == counts[1]


def test_a_question_of_the_group_stands_there_in_its_words_and_goes_out_by_mail(
    entry, page, curator, contributor
):
    actions.ask_back(project=entry, by=curator, words=QUESTION)
    html = page(status_of(entry))
    assert QUESTION in html
    assert "Ihre Steuerungsgruppe" in html
    assert "Antworten und ändern" in html
    assert "bitte antworten" in page(MINE)
    message = mail.outbox[-1]
    assert message.to == [contributor.email]
    assert QUESTION in message.body
    assert "Ihre Steuerungsgruppe" in message.body
    assert status_of(entry) in message.body


@pytest.mark.parametrize(
    ("decide", "sentence"),
    [
        (lambda e, by: actions.publish(project=e, by=by), "ist veröffentlicht"),
        (lambda e, by: actions.reject(project=e, by=by, words="Das ist Werbung."), "Das ist Werbung."),
        (lambda e, by: actions.hide(project=e, by=by), "aus dem Katalog genommen"),
    ],
)
def test_each_decision_is_told_by_mail(entry, curator, contributor, decide, sentence):
    decide(entry, curator)
    assert [message.to for message in mail.outbox] == [[contributor.email]]
    assert sentence in mail.outbox[0].body


def test_what_members_say_to_each_other_is_told_to_nobody(entry, page, curator, other_curator):
    actions.object_to(subject=entry, by=curator, reason="Geheime Bedenken.", blocks=False)
    actions.agree(subject=entry, by=other_curator)
    assert mail.outbox == []
    assert "Geheime Bedenken" not in page(status_of(entry))


def test_no_member_of_the_group_is_named(entry, page, curator):
    actions.publish(project=entry, by=curator)
    assert curator.email not in page(status_of(entry))
    assert curator.email not in mail.outbox[-1].body


def test_whoever_wants_no_mails_reads_it_on_the_site(entry, page, curator, contributor):
    type(contributor).objects.update(wants_decisions=False)
    actions.ask_back(project=entry, by=curator, words=QUESTION)
    assert mail.outbox == []
    assert QUESTION in page(status_of(entry))


def test_whoever_decides_on_what_they_keep_is_not_told_by_mail(curator):
    own = make.ProjectFactory()
    own.owners.add(curator)
    actions.archive(project=own, by=curator)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("decide", "sentence"),
    [
        (lambda p, by: actions.accept_proposal(proposal=p, by=by, words="Gute Idee."), "wurde übernommen"),
        (lambda p, by: actions.decline_proposal(proposal=p, by=by, words="Gute Idee."), "nicht übernommen"),
    ],
)
def test_whoever_proposed_a_change_is_told_by_mail_and_on_the_site(
    page, curator, contributor, decide, sentence
):
    other = make.ProjectFactory(title="Lesecafé")
    base = version_now(other)
    proposal = actions.revise(
        project=other, content=base.content | {"results": "Neu."}, base=base, by=contributor
    )
    decide(proposal, curator)
    assert [message.to for message in mail.outbox] == [[contributor.email]]
    assert sentence in mail.outbox[0].body
    assert "Gute Idee." in mail.outbox[0].body
    assert "Gute Idee." in page(MINE)


def test_the_page_of_an_entry_is_for_those_who_keep_it(entry, client_of, other_contributor, visitor):
    assert client_of(other_contributor).get(status_of(entry)).status_code == 404
    assert client_of(visitor).get(status_of(entry)).url.startswith("/konto/anmelden/")


def give_contact(entry, contributor):
    entry.contact = make.ContactPointFactory(user=contributor, label="Team Nähtreff")
    entry.save()
    consent = Consent.objects.create(
        project=entry, user=contributor, kind="contact", version="1", wording="Fragen sind willkommen."
    )
    return reverse("contributing:take-back", args=[consent.pk])


def test_a_consent_is_taken_back_by_a_button_and_what_rested_on_it_ends(entry, client_of, contributor, page):
    address = give_contact(entry, contributor)
    assert "Fragen sind willkommen." in page(status_of(entry))
    assert client_of(contributor).get(address).status_code == 405
    client_of(contributor).post(address)
    assert now(entry).contact is None
    assert Consent.objects.get().withdrawn_at
    assert "Fragen sind willkommen." not in page(status_of(entry))


def test_nobody_takes_back_the_consent_of_others(entry, client_of, contributor, other_contributor):
    address = give_contact(entry, contributor)
    assert client_of(other_contributor).post(address).status_code == 404
    assert now(entry).contact


def contact_page(entry):
    return reverse("contributing:contact", args=[entry.slug])


def test_whoever_keeps_an_entry_says_whom_others_may_ask(entry, client_of, contributor):
    browser = client_of(contributor)
    refused = browser.post(contact_page(entry), {"contact_label": "Team Nähtreff"}).content.decode()
    assert "brauchen wir hier Ihre Zustimmung" in refused
    assert now(entry).contact is None
    browser.post(contact_page(entry), {"contact": "on", "contact_label": "Team Nähtreff"})
    assert (now(entry).contact.label, now(entry).contact.email) == ("Team Nähtreff", contributor.email)
    assert Consent.objects.get().kind == "contact"


def test_a_contact_is_changed_in_its_place(entry, client_of, contributor):
    browser = client_of(contributor)
    for label in ("Team", "Nähtreff"):
        browser.post(contact_page(entry), {"contact": "on", "contact_label": label})
    assert now(entry).contact.label == "Nähtreff"
    assert (Consent.objects.count(), type(now(entry).contact).objects.count()) == (1, 1)
    assert 'value="Nähtreff"' in browser.get(contact_page(entry)).content.decode()


def test_others_do_not_say_whom_to_ask(entry, client_of, other_contributor, curator):
    for person in (other_contributor, curator):
        assert client_of(person).post(contact_page(entry), {"contact": "on"}).status_code == 404
