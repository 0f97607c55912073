"""Statements that Django puts together once a process: that takes ten times as long as running them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple, cast

from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Key = int | str
Row = tuple[Any, ...]
_SLOT = 1 << 40  # where a key stands in a statement that is put together before there is one


class Statement(NamedTuple):
    sql: str
    parameters: tuple[Any, ...]


class Prepared:
    """The rows of a queryset of `values_list` for some keys, numbers or words.

    `build` makes the queryset for given keys; apart from them it must be the same at any time.
    """

    def __init__(self, build: Callable[[Sequence[Any]], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._statements: dict[tuple[str, type[Key], int], Statement] = {}
        self._compilers: dict[str, SQLCompiler] = {}  # by vendor: they know how rows are read

    def rows(self, keys: Sequence[Key]) -> list[Row]:
        """The rows for these keys, in one statement; none without keys."""
        return self.read(self.found(keys))

    def found(self, keys: Sequence[Key]) -> list[Row]:
        """The rows as the database gives them, before they are read: plain values, which can be compared."""
        if not keys:
            return []
        statement = self._statement(type(keys[0]), len(keys))
        key_in = dict(zip(_slots(type(keys[0]), len(keys)), keys, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(statement.sql, [key_in.get(value, value) for value in statement.parameters])
            return list(map(tuple, cursor.fetchall()))

    def read(self, found: list[Row]) -> list[Row]:
        """What such rows say: with dates, and with objects where there is JSON."""
        if not found:  # perhaps nobody has asked yet
            return []
        compiler = self._compilers[connection.vendor]
        return [tuple(row) for row in compiler.results_iter(cast(Any, [found]), tuple_expected=True)]

    def _statement(self, kind: type[Key], number: int) -> Statement:
        name = (connection.vendor, kind, number)
        if name not in self._statements:
            compiler = self._build(_slots(kind, number)).query.get_compiler(connection=connection)
            sql, parameters = compiler.as_sql()
            self._statements[name] = Statement(sql, parameters)
            self._compilers[connection.vendor] = compiler
        return self._statements[name]


def _slots(kind: type[Key], number: int) -> list[Key]:
    return [kind(_SLOT + place) for place in range(number)]


class PreparedForAll:
    """A statement prepared for everyone; for who is signed in it is put together each time.

    `build` makes the queryset for a user and given keys.
    """

    def __init__(self, build: Callable[[Any, Sequence[Any]], QuerySet[Any, Any]]) -> None:
        self._build = build
        self._for_all = Prepared(partial(build, None))

    def of(self, user: Any) -> Prepared:
        """What finds the rows that this user may see."""
        is_known = getattr(user, "is_authenticated", False)
        return Prepared(partial(self._build, user)) if is_known else self._for_all

    def rows(self, keys: Sequence[Key], user: Any) -> list[Row]:
        """The rows for these keys that the user may see."""
        return self.of(user).rows(keys)
