"""Notes on which day somebody was last here: it decides when an account is idle."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from people.actions import mark_seen


def last_seen(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def respond(request: HttpRequest) -> HttpResponse:
        # Without the cookie nobody is signed in, and nobody needs to be looked up.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            mark_seen(request.user)
        return get_response(request)

    return respond
