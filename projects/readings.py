"""What was read from the database for a page, and whether it is still the same."""

from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Generic, TypeVar

from outbox import edition

T = TypeVar("T")


class Reading(Generic[T]):
    """What rows say, made when it is looked at. Two readings are equal if nothing has changed in between:
    neither the rows nor the names that are kept beside them. So `{% once %}` may take it for a value."""

    def __init__(self, rows: Hashable, make: Callable[[], T]) -> None:
        self._read = (rows, edition.current() or object())
        self._make = make

    @cached_property
    def value(self) -> T:
        return self._make()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reading) and self._read == other._read

    def __hash__(self) -> int:
        return hash(self._read)
