"""Signing in end to end: through a real mail server, with the code out of the message that arrived."""

import re

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


def test_newcomer_signs_in_with_the_code_from_a_real_mail(client, letterbox):
    client.post("/konto/anmelden/", {"email": "erika@example.org"})
    (message,) = letterbox.messages
    assert message["To"] == "erika@example.org"

    code = re.match(r"\d{6}", message["Subject"])[0]
    assert code in message.get_body(["plain"]).get_content()
    client.post("/konto/anmelden/code/", {"code": code})

    assert "erika@example.org" in client.get("/konto/").content.decode()


def test_mail_server_that_is_away_breaks_no_page(client, closed_letterbox):
    response = client.post("/konto/anmelden/", {"email": "erika@example.org"})

    assert response.headers["Location"] == "/konto/anmelden/code/"
    assert not closed_letterbox.messages
