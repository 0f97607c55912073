"""How entries lie in a Whoosh index: texts as terms with positions, exact values, columns to sort by."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import numpy as np
from haystack.constants import DJANGO_CT, DJANGO_ID, ID
from whoosh import fields
from whoosh.columns import NumericColumn, VarBytesColumn
from whoosh.formats import Existence, Format

from search.german.fold import fold

FORMS_OF = "forms_of_{}"
NOWHERE = float("nan")  # in a column: no value
EPOCH = datetime(1970, 1, 1)

Posting = tuple[bytes, int, float, bytes]  # term, how much it adds to the length, weight, value


class PositionArrays(Format):
    """Postings whose value is an array of positions (little-endian int32)."""

    posting_size = -1


class Text(fields.FieldType):
    """A text given as postings that are already made (see `documents.postings`)."""

    def __init__(self, *, stored: bool = False) -> None:
        super().__init__(PositionArrays(), None, scorable=True, stored=stored)

    def index(self, value: Iterable[Posting], **options: Any) -> Iterator[Posting]:
        return iter(value)


class Exact(fields.FieldType):
    """Exact values, several of them possible: slugs, keys. Commas and spaces are part of a value."""

    def __init__(self, *, stored: bool = False, unique: bool = False, sortable: bool = False) -> None:
        super().__init__(Existence(), None, stored=stored, unique=unique)
        self.column_type = VarBytesColumn() if sortable else None

    def index(self, value: Any, **options: Any) -> Iterator[Posting]:
        for one in dict.fromkeys(values_of(value)):
            yield one.encode(), 0, 1.0, b""

    def to_column_value(self, value: Any) -> bytes:
        return fold(" ".join(values_of(value))).encode()


class Number(fields.FieldType):
    """A number or a date: a column to compare and to sort by, no postings."""

    indexed = False

    def __init__(self, *, stored: bool = False) -> None:
        super().__init__(None, None, stored=stored)
        self.column_type = NumericColumn("d", default=NOWHERE)

    def to_column_value(self, value: Any) -> float:
        return as_number(value)


def values_of(value: Any) -> list[str]:
    """One value or several, as a list of texts; a truth value is "true" or "false"."""
    if value is None:
        return []
    if isinstance(value, list | tuple | set | frozenset):
        return [text for one in value for text in values_of(one)]
    return [str(value).lower() if isinstance(value, bool) else str(value)]


def as_number(value: Any) -> float:
    """A number as it is, a moment as seconds since 1970; ValueError or TypeError for anything else."""
    if isinstance(value, datetime):
        return value.timestamp() if value.tzinfo else (value - EPOCH).total_seconds()
    if isinstance(value, date):
        return (datetime(value.year, value.month, value.day) - EPOCH).total_seconds()
    return float(value)


def positions_value(positions: list[int]) -> bytes:
    """The value of a posting."""
    return np.array(positions, dtype="<i4").tobytes()


def build_schema(search_fields: Mapping[str, Any]) -> fields.Schema:
    """The Whoosh schema of the fields of Haystack's indexes."""
    schema = fields.Schema()
    schema.add(ID, Exact(stored=True, unique=True))
    schema.add(DJANGO_CT, Exact(stored=True))
    schema.add(DJANGO_ID, Exact(stored=True))
    for field in search_fields.values():
        schema.add(field.index_fieldname, _field_type(field))
        if field.document:
            schema.add(FORMS_OF.format(field.index_fieldname), Exact())
    return schema


def _field_type(field: Any) -> fields.FieldType:
    if is_number(field):
        return Number(stored=field.stored)
    if is_text(field):
        return Text(stored=field.stored) if field.indexed else fields.STORED()
    return Exact(stored=field.stored, sortable=not field.is_multivalued)


def is_number(field: Any) -> bool:
    """Whether a Haystack field holds numbers or dates."""
    return field.field_type in {"integer", "long", "float", "date", "datetime"}


def is_text(field: Any) -> bool:
    """Whether a Haystack field holds running text (a facet holds exact values)."""
    is_exact = hasattr(field, "facet_for") or field.is_multivalued or field.field_type == "boolean"
    return not is_exact and not getattr(field, "is_exact", False)
