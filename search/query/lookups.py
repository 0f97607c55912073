"""What a lookup of Haystack asks of a field (`title__startswith="rep"`), as a node."""

from collections.abc import Callable, Sequence
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from typing import Any, Protocol

from haystack.constants import FILTER_SEPARATOR, VALID_FILTERS

from search.german.words import key_of, word_texts
from search.query.correct import nearest
from search.query.expand import ask
from search.query.parse import Clause, literal, parse, quoted
from search.query.source import Engine
from search.query.tree import (
    CONTENT,
    AnyOf,
    Between,
    Node,
    Phrase,
    Prefer,
    Prefix,
    Some,
    Term,
    both,
)

TYPED = "typed"  # a lookup of ours: in the language of visitors, with phrases, -without and beginning*
_PLACES = {"startswith": "start", "endswith": "end", "contains": "inside"}
_NGRAMS = {"beginning": "startswith", "middle": "contains"}  # what is asked of fields of parts of words
_READ: dict[str, Callable[[str], Sequence[Clause]]] = {"exact": quoted, "content": literal, TYPED: parse}


class Fields(Engine, Protocol):
    """What the fields of an index are, and how words are looked up in them."""

    def index_name(self, field: str) -> str:
        """What a field is called in the index."""

    def kind_of(self, field: str) -> str:
        """ "content", "text", "beginning" or "middle" (of words), "exact", or "number" (or a date)."""

    def converted(self, field: str, value: Any) -> Any:
        """A value in the type of the field."""


def asked(field: str, lookup: str, value: Any, fields: Fields) -> Node:
    """The node for one condition; ValueError if the field cannot be asked this."""
    field = fields.index_name(field)
    match fields.kind_of(field):
        case "number":
            return _number(field, lookup, value, fields)
        case "exact":
            return _exact(field, lookup, value)
        case kind:
            if kind in _NGRAMS and lookup in _READ:
                lookup = _NGRAMS[kind]
            return _text(CONTENT if kind == "content" else field, lookup, value, fields)


def split(expression: str) -> tuple[str, str]:
    """Field and lookup: title__startswith → title, startswith; "" if there is none."""
    field, _separator, lookup = expression.rpartition(FILTER_SEPARATOR)
    return (field, lookup) if field and lookup in VALID_FILTERS else (expression, "")


def _text(field: str, lookup: str, value: Any, fields: Fields) -> Node:
    if lookup in _READ:
        return in_field(ask(_READ[lookup](str(value)), fields.at_once().analysis()).every, field)
    words = [] if lookup == "in" else word_texts(str(value))
    match lookup:
        case "in":
            return Some(tuple(_text(field, "exact", one, fields) for one in value))
        case "startswith" | "endswith" | "contains":
            return both(*(Prefix(key_of(word), _PLACES[lookup], field) for word in words))
        case "fuzzy":
            return both(*(node for word in words if (node := _near(word, field, fields))))
    raise _not_asked(field, lookup, "text")


def _near(word: str, field: str, fields: Fields) -> Node | None:
    """The word or one that differs a little; None for a stop word."""
    source = fields.at_once()
    analysis = source.analysis()
    if analysis.terms(word) is None:
        return None
    near = [word, *nearest(key_of(word), source.spellings())]
    terms = dict.fromkeys(found.whole for one in near if (found := analysis.terms(one)))
    return Some(tuple(Term(term, field) for term in terms))


def _number(field: str, lookup: str, value: Any, fields: Fields) -> Node:
    def convert(one: Any) -> Any:
        return fields.converted(field, one)

    match lookup:
        case "gt" | "gte":
            return Between(field, low=convert(value), with_low=lookup == "gte")
        case "lt" | "lte":
            return Between(field, high=convert(value), with_high=lookup == "lte")
        case "range":
            low, high = map(convert, value)
            return Between(field, low, high)
        case "in":
            return Some(tuple(_number(field, "exact", one, fields) for one in value))
        case "exact" | "content" | "typed":
            return Between(field, convert(value), convert(value))
    raise _not_asked(field, lookup, "numbers or dates")


def _exact(field: str, lookup: str, value: Any) -> Node:
    match lookup:
        case "gt" | "gte":
            return Between(field, low=text_of(value), with_low=lookup == "gte")
        case "lt" | "lte":
            return Between(field, high=text_of(value), with_high=lookup == "lte")
        case "range":
            low, high = map(text_of, value)
            return Between(field, low, high)
        case "in":
            return AnyOf(field, tuple(map(text_of, value)))
        case "startswith" | "endswith" | "contains":
            return Prefix(text_of(value), _PLACES[lookup], field)
        case "exact" | "content" | "typed":
            return AnyOf(field, (text_of(value),))
    raise _not_asked(field, lookup, "exact values")


def _not_asked(field: str, lookup: str, what: str) -> ValueError:
    return ValueError(f"“{lookup}” cannot be asked of {field}: it holds {what}.")


def text_of(value: Any) -> str:
    """An exact value as it is written in the index."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def in_field(node: Node, field: str) -> Node:
    """The same question asked of another field than the content."""
    if field == CONTENT:
        return node
    if isinstance(node, Prefer):
        return in_field(node.child, field)
    if isinstance(node, Term | Phrase | Prefix):
        return replace(node, field=field)
    changes: dict[str, Any] = {}
    for own in dataclass_fields(node):
        value = getattr(node, own.name)
        if own.name == "children":
            changes["children"] = tuple(in_field(child, field) for child in value)
        elif own.name in ("child", "where"):
            changes[own.name] = in_field(value, field)
    return replace(node, **changes) if changes else node
