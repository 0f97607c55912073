"""The language of `narrow()` and `raw_search()`: fields, AND, OR, NOT, parentheses.

`Milch author:john NOT (views__gte:5 OR tags:"Obst, Gemüse")`; words side by side are joined by AND.
"""

import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from search.query.lookups import Fields, asked, split, text_of
from search.query.tree import Everything, Node, Not, Some, both

_TOKEN = re.compile(
    r"""(?P<sign>[()]|\b(?:AND|OR|NOT)\b(?!:)|(?<!\S)-(?=[^\s-]))
    |(?:(?P<field>\w+):)?(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<plain>[^\s()"]+))""",
    re.VERBOSE,
)


def read(text: str, fields: Fields, default: str = "content") -> Node:
    """The node that a text asks for; words without a field are those of the field `default`."""
    return _Reader(text, fields, default).either()


def written(field: str, lookup: str, value: Any) -> str:
    """A condition in this language, so that `read` gives it back."""
    if lookup == "in":
        return f"({' OR '.join(written(field, 'exact', one) for one in value) or 'NOT *'})"
    if lookup == "range":
        low, high = value
        return f"({written(field, 'gte', low)} AND {written(field, 'lte', high)})"
    escaped = text_of(value).replace("\\", r"\\").replace('"', r"\"")
    return f'{field}__{lookup}:"{escaped}"'


class _Reader:
    """Reads a text from left to right. What makes no sense, like a lonely parenthesis, is passed over."""

    def __init__(self, text: str, fields: Fields, default: str) -> None:
        self._tokens = deque(_TOKEN.finditer(text))
        self._fields, self._default = fields, default

    def either(self) -> Node:
        """Up to the end or to the parenthesis that closes."""
        ways = [both(*self._together())]
        while self._takes("OR"):
            ways.append(both(*self._together()))
        return Some(tuple(ways)) if len(ways) > 1 else ways[0]

    def _together(self) -> Iterator[Node]:
        while self._tokens and self._sign() not in ("OR", ")"):
            if not self._takes("AND"):
                yield self._one()

    def _one(self) -> Node:
        if self._takes("NOT") or self._takes("-"):
            return Not(self._one()) if self._tokens else Everything()
        if self._takes("("):
            inner = self.either()
            self._takes(")")
            return inner
        return self._condition(self._tokens.popleft())

    def _condition(self, token: re.Match[str]) -> Node:
        field, lookup = split(token["field"] or self._default)
        value = token["plain"]
        if value is None:
            return self._asked(field, lookup or "exact", re.sub(r"\\(.)", r"\1", token["quoted"]))
        if value == "*":
            return Everything()
        if value.endswith("*") and not lookup:
            return self._asked(field, "startswith", value[:-1])
        return self._asked(field, lookup or "content", value)

    def _asked(self, field: str, lookup: str, value: str) -> Node:
        return asked(field, lookup, value, self._fields)

    def _sign(self) -> str:
        return str(self._tokens[0]["sign"] or "") if self._tokens else ""

    def _takes(self, sign: str) -> bool:
        """Whether this sign comes next; then it is taken."""
        if self._sign() != sign:
            return False
        self._tokens.popleft()
        return True
