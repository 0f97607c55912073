"""Who does which kind of owed work. Floors above register here when they start."""

from collections.abc import Callable
from typing import Any, NamedTuple

Payload = dict[str, Any]


class Handler(NamedTuple):
    """`do` gets a list of at most `batch` payloads; it raises if any of them is still owed."""

    do: Callable[[list[Payload]], None]
    batch: int


_handlers: dict[str, Handler] = {}


def register(kind: str, do: Callable[[list[Payload]], None], *, batch: int = 500) -> None:
    """Let `do` carry out entries of `kind`, oldest first."""
    _handlers[kind] = Handler(do, batch)


def handler_for(kind: str) -> Handler:
    """The handler of `kind`; KeyError if no floor has registered one."""
    return _handlers[kind]
