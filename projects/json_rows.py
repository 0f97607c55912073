"""Rows that come with the row they belong to, in the same statement: as the text of a JSON list."""

from typing import Any

from django.db.models import Aggregate, TextField


class JSONRows(Aggregate):
    """What the grouped rows hold, in no certain order: keys of rows, or objects with some fields."""

    function = "JSON_GROUP_ARRAY"
    output_field = TextField()

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)
