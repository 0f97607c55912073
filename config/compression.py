"""Compression of answers, left out where it would gain nothing."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class TextCompression(GZipMiddleware):
    """Django's, for all but pictures: they are compressed, and would cost a processor for nothing."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        if response.headers.get("Content-Type", "").startswith(("image/avif", "image/webp")):
            return response
        return super().process_response(request, response)
