"""Rows that come with the row they belong to, in the same statement: as the text of a JSON list."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Aggregate, Model, OuterRef, QuerySet, Subquery, TextField
from django.db.models.functions import JSONObject

M = TypeVar("M", bound=Model)


class JSONRows(Aggregate):
    """What the grouped rows hold, in no certain order: keys of rows, or objects with some fields."""

    function = "JSON_GROUP_ARRAY"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def keys_of(rows: QuerySet[Any], by: str, key: Any) -> Subquery:
    """A column with one value of each row. `rows` names the outer row with OuterRef in the field `by`."""
    return Subquery(rows.order_by().values(by).annotate(listed=JSONRows(key)).values("listed"))


def rows_of(rows: QuerySet[Any], by: str, *names: str, **columns: str) -> Subquery:
    """A column with the rows as objects of these fields, and of columns under other names; in no order."""
    return keys_of(rows, by, JSONObject(**{name: name for name in names}, **columns))


def linked_keys(model: type[Model], name: str) -> Subquery:
    """A column with the keys of the rows to which a many-to-many field leads."""
    links, by, to = _links(model, name)
    return keys_of(links, by, to)


def linked_rows(model: type[Model], name: str, *columns: str) -> Subquery:
    """A column with these rows, as objects of these columns."""
    links, by, to = _links(model, name)
    return rows_of(links, by, **{column: f"{to}__{column}" for column in columns})


def _links(model: type[Model], name: str) -> tuple[QuerySet[Any], str, str]:
    """What links the outer row, and the names of both ends."""
    field: Any = model._meta.get_field(name)
    by: str = field.m2m_field_name()
    links = field.remote_field.through._default_manager.filter(**{by: OuterRef("pk")})
    return links, by, field.m2m_reverse_field_name()


def listed(column: str | None) -> list[Any]:
    """What a column of the database says; an empty list where there was no row."""
    return json.loads(column) if column else []


def made_of(model: type[M], rows: Iterable[Mapping[str, Any]]) -> list[M]:
    """Rows of a model from their columns. What was not read is asked for when it is looked at."""
    return [_made(model, row) for row in rows]


def _made(model: type[M], row: Mapping[str, Any]) -> M:
    names = _fields_among(model, tuple(row))
    return model.from_db(DEFAULT_DB_ALIAS, names, [row[name] for name in names])


@cache
def _fields_among(model: type[Model], columns: tuple[str, ...]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields if field.attname in columns]


def has_read(row: Model, name: str, rows: list[Any]) -> None:
    """Let `row.<name>.all()` be these rows, as after `prefetch_related`; asking them further fails loudly."""
    vars(row).setdefault("_prefetched_objects_cache", {})[name] = rows


def has_one(row: Model, name: str, rows: list[Any]) -> None:
    """Let `row.<name>` be the only one of these rows, or nothing."""
    row._state.fields_cache[name] = next(iter(rows), None)
