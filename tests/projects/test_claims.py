""" "Das ist unser Projekt": proven by the project's own domain or checked by the group; then it is theirs."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from projects import actions
from projects.claims.domains import is_at_own_domain, own_domain
from projects.models import Claim, Project
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

ADDRESS = "/projekte/naehtreff/unser-projekt/"


@pytest.fixture
def project():
    return make.ProjectFactory(
        title="Nähtreff", slug="naehtreff", website="https://www.naehtreff.example/wir"
    )


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("https://www.naehtreff.example/wir", "naehtreff.example"),
        ("https://naehen.stadt.example", "naehen.stadt.example"),
        ("https://www.facebook.com/naehtreff", ""),
        ("https://naehtreff.wordpress.com", ""),
        ("", ""),
        ("https://localhost/", ""),
    ],
)
def test_only_a_domain_of_its_own_counts(website, domain):
    assert own_domain(Project(website=website)) == domain


@pytest.mark.parametrize(
    ("email", "proves"),
    [
        ("info@naehtreff.example", True),
        ("Info@NAEHTREFF.example", True),
        ("info@x-naehtreff.example", False),
        ("info@naehtreff.example.evil.example", False),
        ("naehtreff.example@evil.example", False),
        ("info@evil.naehtreff.example", False),
        ("", False),
    ],
)
def test_only_an_address_at_exactly_that_domain_proves(project, email, proves):
    assert is_at_own_domain(email, project) is proves


def test_no_domain_is_proven_by_no_address():
    assert not is_at_own_domain("nobody", Project(website=""))


def test_a_contributor_claims_and_the_curators_hear_of_it(project, contributor, curator, client_of):
    client_of(contributor).post(ADDRESS, {"words": "Ich leite den Treff."})
    claim = Claim.objects.get()
    assert (claim.by, claim.proven_domain) == (contributor, "")
    assert [message.to for message in mail.outbox] == [[curator.email]]
    assert contributor.email not in mail.outbox[0].body


def test_asking_twice_is_one_claim_with_newer_words(project, contributor, curator, client_of):
    for words in ("Ich leite den Treff.", "Seit 2015."):
        client_of(contributor).post(ADDRESS, {"words": words})
    assert Claim.objects.get().words == "Seit 2015."
    assert len(mail.outbox) == 1


def test_a_code_sent_to_the_project_s_own_domain_proves_it(project, contributor, client_of):
    browser = client_of(contributor)
    response = browser.post(ADDRESS, {"words": "Ich leite ihn.", "email": "info@naehtreff.example"})
    assert response.headers["Location"] == f"{ADDRESS}code/"
    assert mail.outbox[-1].to == ["info@naehtreff.example"]
    assert browser.post(f"{ADDRESS}code/", {"code": "000000"}).status_code == 200
    assert Claim.objects.get().proven_domain == ""
    browser.post(f"{ADDRESS}code/", {"code": mail.outbox[-1].subject.split()[0]})
    assert Claim.objects.get().proven_domain == "naehtreff.example"
    assert "naehtreff.example" in browser.get(ADDRESS).content.decode()


def test_an_account_at_the_domain_proves_it_without_a_further_code(project, client_of):
    owner = make.UserFactory(email="info@naehtreff.example")
    client_of(owner).post(ADDRESS, {"words": "Wir sind das."})
    assert Claim.objects.get().proven_domain == "naehtreff.example"


def test_an_address_elsewhere_is_refused_with_a_sentence_and_the_words_stay(project, contributor, client_of):
    told = client_of(contributor).post(ADDRESS, {"words": "Ich leite ihn.", "email": "me@evil.example"})
    page = told.content.decode()
    assert "endet nicht auf @naehtreff.example" in page
    assert "Ich leite ihn." in page
    assert not Claim.objects.exists()


def test_the_code_page_is_for_whoever_asked(project, contributor, other_contributor, client_of):
    client_of(contributor).post(ADDRESS, {"words": "Ja.", "email": "info@naehtreff.example"})
    stranger = client_of(other_contributor)
    assert stranger.get(f"{ADDRESS}code/").headers["Location"] == ADDRESS
    stranger.post(f"{ADDRESS}code/", {"code": mail.outbox[-1].subject.split()[0]})
    assert Claim.objects.get().proven_domain == ""


def test_a_curator_grants_a_proven_claim_with_one_click(project, curator, client_of):
    owner = make.UserFactory(email="info@naehtreff.example")
    claim = actions.claim(project=project, by=owner, words="Wir sind das.")
    actions.grant_claim(claim=claim, by=curator)
    assert list(project.owners.all()) == [owner]
    assert mail.outbox[-1].to == [owner.email]
    with pytest.raises(ValidationError):
        actions.claim(project=project, by=owner, words="Noch einmal.")


def test_what_nothing_proves_wants_to_be_checked(project, contributor, curator):
    claim = actions.claim(project=project, by=contributor, words="Ich leite ihn.")
    with pytest.raises(ValidationError):
        actions.grant_claim(claim=claim, by=curator)
    actions.grant_claim(claim=claim, by=curator, checked_how="Anruf unter der Nummer der Website")
    assert contributor in project.owners.all()


def test_the_database_itself_wants_a_check(project, contributor):
    claim = actions.claim(project=project, by=contributor, words="Ich leite ihn.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(answer="granted", answered_at=claim.created_at)


def test_a_refusal_gives_reasons_and_one_answer_wins(project, contributor, curator, other_curator):
    claim = actions.claim(project=project, by=contributor, words="Ich leite ihn.")
    with pytest.raises(ValidationError):
        actions.refuse_claim(claim=claim, by=curator, reasons=" ")
    actions.refuse_claim(claim=claim, by=curator, reasons="Der Verein kennt Sie nicht.")
    assert "Der Verein kennt Sie nicht." in mail.outbox[-1].body
    with pytest.raises(ValidationError, match="bereits"):
        actions.grant_claim(claim=claim, by=other_curator, checked_how="Anruf")
    assert not project.owners.exists()


def test_nobody_grants_their_own_claim_and_contributors_none(project, curator, contributor):
    own = actions.claim(project=project, by=curator, words="Meins.")
    for person in (curator, contributor):
        with pytest.raises(PermissionDenied):
            actions.grant_claim(claim=own, by=person, checked_how="Ja")


def test_visitors_are_led_to_sign_in(project, client):
    assert client.get(ADDRESS).headers["Location"].startswith("/konto/anmelden/?next=")


def test_the_answer_is_in_the_language_of_whoever_claims(project, contributor, curator):
    contributor.language = "en"
    contributor.save()
    claim = actions.claim(project=project, by=contributor, words="Ich leite den Treff.")
    actions.refuse_claim(claim=claim, by=curator, reasons="Der Verein kennt Sie nicht.")
    assert "We could not confirm" in mail.outbox[-1].body
    assert "Jemand möchte den Eintrag" in mail.outbox[0].body
    assert f"/redaktion/unser-projekt/{claim.pk}/" in mail.outbox[0].body
