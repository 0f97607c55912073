"""Everything the database holds about a person: every row that points to them or names their address.

Nothing is listed by hand: a new model is included the moment it has a foreign key to the person, or an
e-mail field. What an e-mail field of a model holds is personal unless the model names it in PUBLIC_FIELDS.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Field, Model, QuerySet

from outbox.mail import owed_to
from people.models import User
from people.periods import all_periods

# Foreign keys of what somebody has written themselves: it is theirs to read in full. Any other row that
# points to a person is somebody else's, and may hold that person's words and address.
WRITTEN_BY = {"added_by", "by", "created_by", "made_by", "submitted_by", "user"}
SECRET = ("password", "_hash", "token")


class Trace(NamedTuple):
    """Rows of one model that have to do with a person, by one of its fields."""

    field: Field
    rows: QuerySet


def rows_pointing_to(person: User) -> Iterator[Trace]:
    """By foreign key, those of many-to-many fields included."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if field.related_model is User:
                yield Trace(field, model._base_manager.filter(**{field.name: person}))


def address_fields() -> Iterator[Field]:
    """Where an address may stand, accounts aside, and what a model calls public."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            is_public = field.name in getattr(model, "PUBLIC_FIELDS", ())
            if isinstance(field, models.EmailField) and model is not User and not is_public:
                yield field


def rows_naming(address: str) -> Iterator[Trace]:
    """By e-mail address, accounts aside."""
    for field in address_fields():
        yield Trace(field, field.model._base_manager.filter(**{f"{field.name}__iexact": address}))


def sessions_of(person: User) -> list[Session]:
    """Where the person is signed in, or waits for a code that went to their address."""
    return [session for session in Session.objects.all() if _is_of(person, session.get_decoded())]


def _is_of(person: User, session: dict[str, Any]) -> bool:
    return session.get("_auth_user_id") == str(person.pk) or person.email in str(session)


def admin_log_about(person: User) -> QuerySet[LogEntry]:
    """What the administration noted about the account; it names the address."""
    kind = ContentType.objects.get_for_model(User)
    return LogEntry.objects.filter(content_type=kind, object_id=str(person.pk))


def data_of(person: User) -> dict[str, Any]:
    """Everything, as plain values for JSON."""
    return {
        "account": _values(person),
        "rows_that_point_to_you": _rows(rows_pointing_to(person)),
        "rows_with_your_address": _rows(rows_naming(person.email)),
        "mails_on_their_way": [mail.payload["subject"] for mail in owed_to(person.email)],
        "places_where_you_are_signed_in": len(sessions_of(person)),
        "kept_how_long": [
            {"what": str(period.what), "how_long": str(period.how_long), "why": str(period.why)}
            for period in all_periods()
        ],
    }


def _rows(traces: Iterable[Trace]) -> list[dict[str, Any]]:
    return [_row(trace.field, row) for trace in traces for row in trace.rows]


def _row(field: Field, row: Model) -> dict[str, Any]:
    """One row: what it is, and all of it where the person wrote it, else only when."""
    is_theirs = field.name in WRITTEN_BY or isinstance(field, models.EmailField)
    values = _values(row)
    if not is_theirs or isinstance(row, LogEntry):  # the log names what, and perhaps whom, was changed
        times = {f.name for f in row._meta.concrete_fields if isinstance(f, models.DateField)}
        values = {name: value for name, value in values.items() if name in times}
    return {"what": row._meta.label, "because_of": field.name, "key": row.pk, "values": values}


def _values(row: Model) -> dict[str, Any]:
    """Its own fields, without secrets; of another row its name, of a person nothing."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    shown = [field for field in fields if field.related_model is not User and not field.name.endswith(SECRET)]
    return {field.name: _value(row, field) for field in shown}


def _value(row: Model, field: Field) -> Any:
    value = getattr(row, field.name)
    return str(value) if isinstance(value, Model) else value
