"""Who does which kind of owed work. Floors above register here when they start."""

from collections.abc import Callable
from typing import Any, NamedTuple

Payload = dict[str, Any]


class Handler(NamedTuple):
    """`do` gets a list of at most `batch` payloads; it raises if any of them is still owed."""

    do: Callable[[list[Payload]], None]
    batch: int
    is_remote: bool


_handlers: dict[str, Handler] = {}


def register(
    kind: str, do: Callable[[list[Payload]], None], *, batch: int = 500, is_remote: bool = False
) -> None:
    """Let `do` carry out entries of `kind`, oldest first.

    Remote work waits for another machine. It has a drainer of its own, so that a machine that is slow
    holds up neither a request nor the work that is done here.
    """
    _handlers[kind] = Handler(do, batch, is_remote)


def handler_for(kind: str) -> Handler:
    """The handler of `kind`; KeyError if no floor has registered one."""
    return _handlers[kind]


def remote_kinds() -> list[str]:
    """The kinds whose handlers wait for another machine."""
    return [kind for kind, handler in _handlers.items() if handler.is_remote]
