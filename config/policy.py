"""The Content-Security-Policy: the same on every page, so it is put together once and not for each."""

from collections.abc import Callable
from functools import cache
from typing import Any

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

put_together = cache(build_policy)


def middleware(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Any:
    """Every answer says what a page may load. Django's own pages for whoever develops need more."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not (settings.DEBUG and response.status_code in (404, 500)):
            response.headers.setdefault(HEADER, put_together())
        return response

    return answer
