"""How entries lie in the index: texts as terms with positions, exact values, columns to compare by."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from haystack.fields import DecimalField
from whoosh import fields
from whoosh.formats import Existence, Positions

from search.german.fold import fold
from search.query.tree import FORMS_OF

NOWHERE = float("nan")  # in a column: no value
EPOCH = datetime(1970, 1, 1)


class Text(fields.FieldType):
    """Running text. `is_content`: all that belongs to the content of an entry; else a field alone."""

    def __init__(self, *, stored: bool = False, is_content: bool = False) -> None:
        super().__init__(Positions(), None, scorable=True, stored=stored)
        self.is_content = is_content


class Exact(fields.FieldType):
    """Exact values, several of them possible: slugs, keys. Commas and spaces are part of a value."""

    def __init__(self, *, stored: bool = False, unique: bool = False, sortable: bool = False) -> None:
        super().__init__(Existence(), None, stored=stored, unique=unique)
        self.is_sortable = sortable


class Forms(Exact):
    """The words of a text as they are written; made from the text, never given."""


class Number(fields.FieldType):
    """A number or a date: a column to compare and to sort by, no postings."""

    indexed = False

    def __init__(self, *, stored: bool = False) -> None:
        super().__init__(None, None, stored=stored)


def values_of(value: Any) -> list[str]:
    """One value or several, as a list of different texts; a truth value is "true" or "false"."""
    if isinstance(value, str):
        return [value]
    if value is None:
        return []
    if isinstance(value, list | tuple | set | frozenset):
        return list(dict.fromkeys(text for one in value for text in values_of(one)))
    return [str(value).lower() if isinstance(value, bool) else str(value)]


def sort_key(value: Any) -> bytes:
    """What entries with this value are put in order by."""
    return fold(" ".join(values_of(value))).encode()


def as_number(value: Any) -> float:
    """A number as it is, a moment as seconds since 1970; ValueError or TypeError for anything else."""
    if isinstance(value, datetime):
        return value.timestamp() if value.tzinfo else (value - EPOCH).total_seconds()
    if isinstance(value, date):
        return (datetime(value.year, value.month, value.day) - EPOCH).total_seconds()
    return float(value)


def build_schema(search_fields: Mapping[str, Any]) -> fields.Schema:
    """The Whoosh schema of the fields of Haystack's indexes."""
    schema = fields.Schema()
    schema.add(ID, Exact(stored=True, unique=True))
    schema.add(DJANGO_CT, Exact(stored=True))
    schema.add(DJANGO_ID, Exact(stored=True))
    for field in search_fields.values():
        own = _field_type(field)
        schema.add(field.index_fieldname, own)
        if isinstance(own, Text):
            schema.add(FORMS_OF.format(field.index_fieldname), Forms())
    return schema


def _field_type(field: Any) -> fields.FieldType:
    if is_number(field):
        return Number(stored=field.stored)
    if is_text(field):
        if not field.indexed:
            return fields.STORED()
        return Text(stored=field.stored, is_content=field.document)
    return Exact(stored=field.stored, sortable=not field.is_multivalued)


def is_number(field: Any) -> bool:
    """Whether a Haystack field holds numbers or dates (a facet holds exact values)."""
    is_one = field.field_type in {"integer", "long", "float", "date", "datetime"}
    return (is_one or isinstance(field, DecimalField)) and not hasattr(field, "facet_for")


def is_text(field: Any) -> bool:
    """Whether a Haystack field holds running text (a facet holds exact values)."""
    is_exact = hasattr(field, "facet_for") or field.is_multivalued or field.field_type == "boolean"
    return not is_exact and not getattr(field, "is_exact", False)


def part_of_content(field: Any) -> bool:
    """Whether what a Haystack field holds is looked through with the content."""
    return bool(field.document or getattr(field, "part_of_content", False))
