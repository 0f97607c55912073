"""Notices of illegal content: a receipt, a decision with reasons, and nothing without good faith."""

import time

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from people.guard import stamp_of
from projects import actions
from projects.models import LegalReport

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

GIVEN = {
    "url": "http://testserver/projekte/x/",
    "words": "Das Bild gehört mir.",
    "name": "Erika Beispiel",
    "email": "Erika@example.org",
    "good_faith": "on",
}
OPENED = {"opened": stamp_of(time.time() - 10)}


def test_a_notice_gets_a_receipt_and_reaches_the_group(client, curator):
    assert client.post("/melden/", GIVEN | OPENED).headers["Location"] == "/melden/danke/"
    assert client.get("/melden/danke/").status_code == 200
    told = {message.to[0]: message.body for message in mail.outbox}
    assert "http://testserver/projekte/x/" in told["erika@example.org"]
    assert "Das Bild gehört mir." in told[curator.email]
    assert "Erika" not in told[curator.email]


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("/projekte/x/", "/projekte/x/"),
        ("stadt.example/projekte/x/", "https://stadt.example/projekte/x/"),
        ("javascript:alert(1)", "https://javascript:alert(1)"),
    ],
)
def test_whatever_was_typed_leads_the_group_to_a_page(client, client_of, curator, typed, leads_to):
    client.post("/melden/", GIVEN | OPENED | {"url": typed})
    page = client_of(curator).get(f"/redaktion/meldungen/{LegalReport.objects.get().pk}/")

    assert f'href="{leads_to}"' in page.content.decode()


def test_what_a_machine_sends_is_thanked_and_forgotten(client):
    client.post("/melden/", GIVEN | OPENED | {"homepage": "https://example.org"})
    assert not LegalReport.objects.exists()


@pytest.mark.parametrize("missing", GIVEN)
def test_the_law_wants_every_particular(client, missing):
    page = client.post("/melden/", GIVEN | OPENED | {missing: ""})
    assert page.status_code == 200
    assert "errorlist" in page.content.decode()
    assert not LegalReport.objects.exists()


def test_the_page_that_was_looked_at_is_filled_in(client):
    assert 'value="/projekte/x/"' in client.get("/melden/?seite=/projekte/x/").content.decode()


def test_the_sixth_notice_of_a_day_is_told_to_wait(client):
    answers = [client.post("/melden/", GIVEN | OPENED).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]


@pytest.mark.parametrize("has_acted", [True, False])
def test_the_decision_is_sent_with_its_reasons(client, curator, has_acted):
    client.post("/melden/", GIVEN | OPENED)
    report = LegalReport.objects.get()
    if not has_acted:
        with pytest.raises(ValidationError):
            actions.answer_legal_report(report=report, by=curator, has_acted=False, reasons="")
    actions.answer_legal_report(report=report, by=curator, has_acted=has_acted, reasons="Das war so.")
    assert "Das war so." in mail.outbox[-1].body
    assert "Gericht" in mail.outbox[-1].body
    assert not LegalReport.objects.open().exists()


def test_contributors_do_not_decide(client, contributor):
    client.post("/melden/", GIVEN | OPENED)
    with pytest.raises(PermissionDenied):
        actions.answer_legal_report(
            report=LegalReport.objects.get(), by=contributor, has_acted=True, reasons="x"
        )
