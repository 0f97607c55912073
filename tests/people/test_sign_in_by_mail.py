"""Signing in end to end: through a real mail server, with the code out of the message that arrived."""

import email
import re
import socket
from email.policy import default

import pytest
from aiosmtpd.controller import Controller


class Letterbox:
    """Keeps every message that arrives."""

    def __init__(self):
        self.messages = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the server's name for it
        self.messages.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=default)))
        return "250 OK"


@pytest.fixture
def letterbox(settings):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    box = Letterbox()
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    server.stop()


@pytest.mark.django_db(transaction=True)
def test_newcomer_signs_in_with_the_code_from_a_real_mail(client, letterbox):
    client.post("/konto/anmelden/", {"email": "erika@example.org"})
    (recipients, message) = letterbox.messages[0]
    assert recipients == ["erika@example.org"]

    code = re.match(r"\d{6}", message["Subject"])[0]
    assert code in message.get_content()
    client.post("/konto/anmelden/code/", {"code": code})

    assert "erika@example.org" in client.get("/konto/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_mail_server_that_is_away_breaks_no_page(client, letterbox, settings):
    settings.EMAIL_PORT = 1  # nobody listens there

    response = client.post("/konto/anmelden/", {"email": "erika@example.org"})

    assert response.headers["Location"] == "/konto/anmelden/code/"
    assert not letterbox.messages
