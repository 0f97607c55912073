"""Who does which kind of owed work. Floors above register here when they start."""

from collections.abc import Callable
from enum import Enum
from typing import Any, NamedTuple

Payload = dict[str, Any]


class Lane(Enum):
    """How long work takes. Each lane has one drainer, so that what is quick never waits for what is slow."""

    LOCAL = "outbox.lock"  # done here and at once
    REMOTE = "outbox-remote.lock"  # waits for another machine
    LONG = "outbox-long.lock"  # takes longer than anybody waits for a page


def one(payload: Payload) -> int:
    """Every payload is as much work as another."""
    return 1


class Handler(NamedTuple):
    """`do` gets payloads of `batch` altogether, by their `size`; it raises if any of them is still owed."""

    do: Callable[[list[Payload]], None]
    batch: int = 500
    size: Callable[[Payload], int] = one
    lane: Lane = Lane.LOCAL


_handlers: dict[str, Handler] = {}


def register(
    kind: str,
    do: Callable[[list[Payload]], None],
    *,
    batch: int = 500,
    size: Callable[[Payload], int] = one,
    lane: Lane = Lane.LOCAL,
) -> None:
    """Let `do` carry out entries of `kind`, oldest first."""
    _handlers[kind] = Handler(do, batch, size, lane)


def handler_for(kind: str) -> Handler:
    """The handler of `kind`; KeyError if no floor has registered one."""
    return _handlers[kind]


def kinds_of(lane: Lane) -> list[str]:
    """The kinds that are carried out in a lane."""
    return [kind for kind, handler in _handlers.items() if handler.lane is lane]
