"""Signing in, in the browser: an address, a code from the mail, and nobody learns who has an account."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people.models import SignInCode, User
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commits")]

SIGN_IN = "/konto/anmelden/"
CODE = "/konto/anmelden/code/"


def ask(client, email="erika@example.org", **data):
    return client.post(SIGN_IN, {"email": email, **data})


def mailed_code():
    return re.match(r"\d{6}", mail.outbox[-1].subject)[0]


def enter(client, code):
    return client.post(CODE, {"code": code})


def signed_in(client):
    return get_user(client) if client.session.get("_auth_user_id") else None


def test_newcomer_signs_in_with_a_code(client):
    assert ask(client).headers["Location"] == CODE
    page = client.get(CODE).content.decode()
    assert "erika@example.org" in page
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page

    response = enter(client, f"{mailed_code()[:3]} {mailed_code()[3:]}")

    assert response.headers["Location"] == "/konto/"
    assert client.get("/konto/").status_code == 200
    assert User.objects.get().last_login


def test_labels_stand_above_their_fields_without_a_colon(client):
    assert '<label for="id_email">Ihre E-Mail-Adresse</label>' in client.get(SIGN_IN).content.decode()


def test_code_may_be_pasted_with_the_whole_subject(client):
    ask(client)
    assert "maxlength" not in re.search(r'<input[^>]*name="code"[^>]*>', client.get(CODE).content.decode())[0]

    assert enter(client, mail.outbox[-1].subject).status_code == 302


def test_session_gets_a_new_key_when_somebody_signs_in(client):
    ask(client)
    before = client.session.session_key
    enter(client, mailed_code())

    assert client.session.session_key != before
    assert "waits_for_code" not in client.session


def test_code_serves_only_the_browser_that_asked_for_it(client):
    ask(client)
    stranger = Client()
    assert stranger.get(CODE).headers["Location"] == SIGN_IN
    assert enter(stranger, mailed_code()).headers["Location"] == SIGN_IN

    ask(stranger, "otto@example.org")
    first_code = re.match(r"\d{6}", mail.outbox[0].subject)[0]
    assert enter(stranger, first_code).status_code == 200
    assert signed_in(stranger) is None


def test_newest_code_of_a_browser_counts(client):
    ask(client)
    first = mailed_code()
    ask(client)
    if first != mailed_code():
        assert enter(client, first).status_code == 200

    assert enter(client, mailed_code()).status_code == 302


def test_answer_is_the_same_with_and_without_an_account(client):
    UserFactory(email="known@example.org")
    UserFactory(email="gone@example.org", is_active=False)
    seen = []
    for email in ("known@example.org", "unknown@example.org", "gone@example.org"):
        browser = Client()
        response = ask(browser, email)
        page = browser.get(CODE).content.decode().replace(email, "…")
        page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
        message = (
            re.sub(r"\d{6}", "…", mail.outbox[-1].subject),
            re.sub(r"\d{6}", "…", mail.outbox[-1].body),
        )
        refused = enter(browser, "000000" if mailed_code() != "000000" else "000001")
        seen.append((response.status_code, response.headers["Location"], page, message, refused.status_code))

    assert seen[0] == seen[1] == seen[2]


def test_answer_takes_the_same_queries_with_and_without_an_account(client, django_assert_max_num_queries):
    UserFactory(email="known@example.org")
    counts = []
    for email in ("known@example.org", "unknown@example.org"):
        with django_assert_max_num_queries(60) as queries:
            ask(Client(), email)
        counts.append([re.sub(r"'[^']*'|\d+", "?", query["sql"])[:40] for query in queries.captured_queries])

    assert counts[0] == counts[1]


def test_deactivated_person_reads_the_sentence_of_a_wrong_code(client):
    UserFactory(email="erika@example.org", is_active=False)
    ask(client)

    response = enter(client, mailed_code())

    assert "stimmt nicht oder gilt nicht mehr" in response.content.decode()
    assert signed_in(client) is None


def test_wrong_code_keeps_the_page_and_says_so(client):
    ask(client)
    response = enter(client, "12")

    assert response.status_code == 200
    assert "stimmt nicht oder gilt nicht mehr" in response.content.decode()
    assert 'aria-invalid="true"' in response.content.decode()
    assert enter(client, "").status_code == 200


def test_fifth_wrong_try_is_429(client):
    ask(client)
    wrong = f"{(int(mailed_code()) + 1) % 10**6:06}"
    assert [enter(client, wrong).status_code for _ in range(5)] == [200, 200, 200, 200, 429]

    response = enter(client, mailed_code())

    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert "neuen Code" in response.content.decode()


def test_sixth_code_for_an_address_is_429_with_a_sentence(client):
    for _ in range(5):
        assert ask(client).status_code == 302

    response = ask(Client(REMOTE_ADDR="198.51.100.9"))

    assert response.status_code == 429
    assert 3000 < int(response.headers["Retry-After"]) <= 3600
    assert "60 Minuten" in response.content.decode()
    assert 'value="erika@example.org"' in response.content.decode()


def test_twenty_first_code_for_a_network_is_429(client):
    for n in range(20):
        assert ask(client, f"person{n}@example.org").status_code == 302

    assert ask(client, "next@example.org").status_code == 429
    assert ask(Client(REMOTE_ADDR="198.51.100.9"), "next@example.org").status_code == 302


def test_expired_code_is_refused(client):
    ask(client)
    SignInCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert enter(client, mailed_code()).status_code == 200
    assert signed_in(client) is None


@pytest.mark.parametrize("email", ["", "erika", "erika@", "a@b\nBcc: c@example.org"])
def test_what_is_no_address_gets_a_sentence_and_no_mail(client, email):
    response = ask(client, email)

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert not mail.outbox


def test_sign_in_leads_back_to_where_it_was_asked_for(client):
    ask(client, next="/projekte/?q=repair&seite=2")
    assert "next=/projekte/%3Fq%3Drepair%26seite%3D2" in client.get(CODE).content.decode()

    assert enter(client, mailed_code()).headers["Location"] == "/projekte/?q=repair&seite=2"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.com/",
        "//example.com/",
        "/\\example.com",
        "javascript:alert(1)",
        "http:///example.com",
        "\x08//a.b",
    ],
)
def test_sign_in_never_leads_to_another_site(client, elsewhere):
    assert elsewhere not in client.get(SIGN_IN, {"next": elsewhere}).content.decode()
    ask(client, next=elsewhere)

    assert enter(client, mailed_code()).headers["Location"] == "/konto/"


def test_somebody_signed_in_need_not_sign_in_again(client_of, contributor):
    browser = client_of(contributor)

    assert browser.get(SIGN_IN).headers["Location"] == "/konto/"
    assert browser.get(SIGN_IN, {"next": "/bezirke/"}).headers["Location"] == "/bezirke/"
    assert browser.get(SIGN_IN, {"next": "//example.com"}).headers["Location"] == "/konto/"


def test_account_shows_who_one_is(client_of, contributor, curator):
    assert "contributor@example.org" in client_of(contributor).get("/konto/").content.decode()
    assert "Steuerungsgruppe" not in client_of(contributor).get("/konto/").content.decode()
    assert "Mitglied der Gruppe „Steuerungsgruppe“" in client_of(curator).get("/konto/").content.decode()


def test_account_of_an_admin_leads_to_the_admin(client_of):
    admin = UserFactory(is_staff=True, is_superuser=True)
    page = client_of(admin).get("/konto/").content.decode()

    assert 'href="/admin/"' in page
    assert "betreut die Website" in page


def test_account_asks_a_visitor_to_sign_in(client):
    assert client.get("/konto/").headers["Location"] == "/konto/anmelden/?next=/konto/"


def test_signing_out_takes_a_button(client_of, contributor):
    browser = client_of(contributor)
    assert browser.get("/konto/abmelden/").status_code == 405
    assert signed_in(browser)

    assert browser.post("/konto/abmelden/").headers["Location"] == "/"
    assert signed_in(browser) is None


def test_form_without_its_token_is_refused():
    assert ask(Client(enforce_csrf_checks=True)).status_code == 403


def test_pages_exist_in_english(client):
    assert "Send the code" in client.get("/en/konto/anmelden/").content.decode()
    response = client.post("/en/konto/anmelden/", {"email": "erika@example.org"})
    assert response.headers["Location"] == "/en/konto/anmelden/code/"
    assert "is your code" in mail.outbox[-1].subject
    assert "Enter the code" in client.get("/en/konto/anmelden/code/").content.decode()
    response = client.post("/en/konto/anmelden/code/", {"code": mailed_code()})
    assert response.headers["Location"] == "/en/konto/"
    assert "Your account" in client.get("/en/konto/").content.decode()


def test_pages_of_the_account_are_not_kept_by_caches(client_of, client, contributor):
    for response in (client.get(SIGN_IN), client_of(contributor).get("/konto/")):
        assert "no-store" in response.headers["Cache-Control"]


class TestDoorOfTheAdmin:
    def test_admin_leads_to_our_sign_in_and_back(self, client):
        response = client.get("/admin/", follow=True)

        assert response.redirect_chain[-1][0] == f"{SIGN_IN}?next=/admin/"
        assert client.get("/admin/login/").headers["Location"] == f"{SIGN_IN}?next=/admin/"
        assert client.get("/admin/login/?next=//example.com").headers["Location"] == f"{SIGN_IN}?next=/admin/"
        assert reverse("admin:login") == "/admin/login/"

    def test_who_may_not_enter_is_told_so_without_a_circle(self, client_of, contributor):
        response = client_of(contributor).get("/admin/", follow=True)

        assert response.status_code == 403
        assert "Steuerungsgruppe" in response.content.decode()

    def test_admin_enters_after_a_code(self, client):
        UserFactory(email="erika@example.org", is_staff=True, is_superuser=True)
        ask(client, next="/admin/")

        assert enter(client, mailed_code()).headers["Location"] == "/admin/"
        assert client.get("/admin/").status_code == 200
