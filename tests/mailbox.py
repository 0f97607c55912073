"""A real mail server for the tests: it keeps what arrives, and can be down, slow, or hang up."""

import asyncio
import email
import socket
from contextlib import suppress
from email.policy import default

import pytest
from aiosmtpd.controller import Controller


class Letterbox:
    """Keeps every message it was given, after a `pause` in seconds.

    `mood` says how it behaves once it has the text: "kind" says yes, "forgetful" hangs up without an
    answer, "rude" says yes and hangs up, "full" cannot take mail now. It knows no "nobody@…".
    """

    def __init__(self, port):
        self.port, self.messages, self.mood, self.pause = port, [], "kind", 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("nobody"):
            return "550 No such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the server's name for it
        if self.mood == "full":
            return "452 Requested action not taken: insufficient system storage"
        await asyncio.sleep(self.pause)
        self.messages.append(email.message_from_bytes(envelope.content, policy=default))
        if self.mood == "forgetful":
            server.transport.abort()
        if self.mood == "rude":
            await server.push("250 OK")
            server.transport.close()
        return "250 OK"


@pytest.fixture
def closed_letterbox(settings):
    """Mail is sent to a port at which nobody listens yet; `open_letterbox` opens it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    return Letterbox(port)


@pytest.fixture
def open_letterbox(closed_letterbox):
    """Opens the letterbox at its port, for the rest of the test."""
    servers = []

    def open_it():
        server = Controller(closed_letterbox, hostname="127.0.0.1", port=closed_letterbox.port)
        server.start()
        servers.append(server)

    yield open_it
    for server in servers:
        with suppress(RuntimeError):
            server.stop()


@pytest.fixture
def letterbox(closed_letterbox, open_letterbox):
    """A mail server that takes everything."""
    open_letterbox()
    return closed_letterbox
