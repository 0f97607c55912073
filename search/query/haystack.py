"""Haystack's own way to ask (filter, exclude, SQ, input types), turned into our tree."""

import re
from collections.abc import Sequence
from dataclasses import fields as dataclass_fields
from dataclasses import is_dataclass, replace
from typing import Any

from haystack.backends import BaseSearchQuery, SearchNode
from haystack.inputs import BaseInput, Exact
from haystack.inputs import Not as NotInput

from search.german.analysis import Analysis
from search.german.words import key_of
from search.query.expand import ask
from search.query.parse import Clause, parse, quoted
from search.query.tree import (
    CONTENT,
    AnyOf,
    Between,
    Everything,
    Node,
    Not,
    Phrase,
    Prefer,
    Prefix,
    Some,
    Term,
    Weighted,
    both,
)

_PLACES = {"startswith": "start", "endswith": "end", "contains": "inside"}
_NARROWED = re.compile(r'(\w+):\s*(?:"((?:[^"\\]|\\.)*)"|(\S+))')


class TreeQuery(BaseSearchQuery):
    """A Haystack query whose outcome is a tree; its backend tells how words are analysed."""

    def build_query(self) -> Node:
        node = self._node(self.query_filter)
        for word, factor in self.boost.items():
            node = Prefer(node, Weighted(self._text(CONTENT, "content", word), factor))
        return node

    def matching_all_fragment(self) -> Node:
        return Everything()

    def build_query_fragment(self, field: str, filter_type: str, value: Any) -> str:
        """For `narrow(SQ(…))` only, which wants text; `narrowed` reads it again."""
        escaped = str(getattr(value, "query_string", value)).replace("\\", r"\\").replace('"', r"\"")
        return f'{field}:"{escaped}"'

    def run_mlt(self, **kwargs: Any) -> None:
        """Similar entries: those of the slice, where Haystack itself would fetch them all."""
        super().run_mlt(start_offset=self.start_offset, end_offset=self.end_offset, **kwargs)

    def _node(self, branch: SearchNode) -> Node:
        children = [
            self._node(child) if isinstance(child, SearchNode) else self._leaf(*child)
            for child in branch.children
        ]
        node = Some(tuple(children)) if branch.connector == "OR" and children else both(*children)
        return Not(node) if branch.negated and children else node

    def _leaf(self, expression: str, value: Any) -> Node:
        if is_dataclass(value):
            return value  # type: ignore[return-value] # the caller brought a tree
        field, lookup = self.query_filter.split_expression(expression)
        kind = self.backend.kind_of(field)
        if kind == "number":
            return _number(field, lookup, _plain(value))
        if kind == "exact":
            return _exact(field, lookup, _plain(value))
        return self._text(CONTENT if kind == "content" else field, lookup, value)

    def _text(self, field: str, lookup: str, value: Any) -> Node:
        analysis: Analysis = self.backend.analysis()
        if lookup in _PLACES:
            return Prefix(_one_word(_plain(value)), _PLACES[lookup])
        if lookup == "in":
            return Some(tuple(self._text(field, "exact", one) for one in value))
        text = str(_plain(value))
        if lookup == "exact" or isinstance(value, Exact):
            clauses: Sequence[Clause] = quoted(text)
        else:
            clauses = parse(text)
        node = in_field(ask(clauses, analysis).every, field)
        return Not(node) if isinstance(value, NotInput) else node


def narrowed(query: Any) -> Node:
    """What `narrow()` was given: a tree, or text like `district:"sued"`, several joined by AND or OR."""
    if is_dataclass(query):
        return query  # type: ignore[return-value]
    found = [
        AnyOf(field, (re.sub(r"\\(.)", r"\1", quoted_value) or plain,))
        for field, quoted_value, plain in _NARROWED.findall(str(query))
    ]
    return Some(tuple(found)) if " OR " in str(query) and found else both(*found)


def in_field(node: Node, field: str) -> Node:
    """The same question asked of another field than the content."""
    if field == CONTENT:
        return node
    if isinstance(node, Prefer):
        return in_field(node.child, field)
    if isinstance(node, Term | Phrase):
        return replace(node, field=field)
    changes: dict[str, Any] = {}
    for own in dataclass_fields(node):
        value = getattr(node, own.name)
        if own.name == "children":
            changes["children"] = tuple(in_field(child, field) for child in value)
        elif own.name in ("child", "where"):
            changes[own.name] = in_field(value, field)
    return replace(node, **changes) if changes else node


def _plain(value: Any) -> Any:
    return value.query_string if isinstance(value, BaseInput) else value


def _one_word(value: Any) -> str:
    return key_of(str(value))


def _number(field: str, lookup: str, value: Any) -> Node:
    match lookup:
        case "gt" | "gte":
            return Between(field, low=value, with_low=lookup == "gte")
        case "lt" | "lte":
            return Between(field, high=value, with_high=lookup == "lte")
        case "range":
            low, high = value
            return Between(field, low, high)
        case "in":
            return Some(tuple(Between(field, one, one) for one in value))
    return Between(field, value, value)


def _exact(field: str, lookup: str, value: Any) -> Node:
    if lookup in ("in", "range"):
        return AnyOf(field, tuple(map(_value, value)))
    return AnyOf(field, (_value(value),))


def _value(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
