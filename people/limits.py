"""Limits that all workers share: they count rows of the database, one writer at a time."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from zlib import crc32

from django.db import connection
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Limit:
    """At most `most` rows within `per`."""

    most: int
    per: timedelta


class TooManyTriesError(Exception):
    """A limit is reached. Its text is a sentence for people, `retry_after` the seconds until the next try."""

    def __init__(self, wait: timedelta, sentence: str = "") -> None:
        self.retry_after = max(1, ceil(wait.total_seconds()))
        super().__init__(sentence or _try_again(self.retry_after))


def _try_again(seconds: int) -> str:
    minutes = ceil(seconds / 60)
    return ngettext(
        "Those were many tries in a short time. Please try again in a minute.",
        "Those were many tries in a short time. Please try again in %(minutes)d minutes.",
        minutes,
    ) % {"minutes": minutes}


def take_turn(name: str) -> None:
    """Let no other transaction that takes the same turn count or write until this one ends.

    SQLite's immediate transactions hold the only write lock from their start; PostgreSQL takes an
    advisory lock of the pair (people, name). Raises RuntimeError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A turn can only be taken inside a transaction.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_advisory_xact_lock(%s, %s)", [crc32(b"people") >> 1, crc32(name.encode()) >> 1]
            )


def keep_to(limit: Limit, rows: QuerySet) -> None:
    """Raise TooManyTriesError if `rows` (with a `created_at`) hold as many of late as the limit allows."""
    now = timezone.now()
    latest = rows.filter(created_at__gt=now - limit.per).order_by("-created_at")
    counted = list(latest.values_list("created_at", flat=True)[: limit.most])
    if len(counted) == limit.most:
        raise TooManyTriesError(counted[-1] + limit.per - now)


def as_too_many(response: HttpResponse, limit: TooManyTriesError) -> HttpResponse:
    """The same response as a 429 that says when to come back."""
    response.status_code = 429
    response["Retry-After"] = str(limit.retry_after)
    return response
