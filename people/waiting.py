"""What a browser waits for: the code it has asked for and no other browser can redeem."""

from typing import NamedTuple

from django.http import HttpRequest

from people.models import SignInCode

KEY = "waits_for_code"


class Waiting(NamedTuple):
    """The key of a code, the address it went to, and where to go afterwards ("" for nowhere special)."""

    code: int
    email: str
    next: str


def wait_for(request: HttpRequest, code: SignInCode, next_url: str = "") -> None:
    """Bind the code to this browser; an older one is no longer waited for."""
    request.session[KEY] = Waiting(code.pk, code.email, next_url)


def waited_for(request: HttpRequest) -> Waiting | None:
    found = request.session.get(KEY)
    return Waiting(*found) if found else None


def stop_waiting(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
