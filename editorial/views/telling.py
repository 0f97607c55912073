"""How the desk tells what came of a click."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest


def carried_out(request: HttpRequest, verb: Callable[..., Any], **arguments: Any) -> Any:
    """What the verb returns; None if it refuses, and its sentence is told on the next page."""
    try:
        return verb(**arguments)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    except PermissionDenied as refusal:
        messages.error(request, str(refusal))
    return None
