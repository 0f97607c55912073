"""What entries are sorted under, kept in memory: few rows that stand on every page."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from districts.models import District
from districts.spelling import sort_key
from outbox.edition import kept
from projects.models import Sector, Topic

R = TypeVar("R", District, Sector, Topic)


class Vocabulary(NamedTuple):
    """Rows by their keys, each in the order of a list."""

    districts: Mapping[int, District]
    sectors: Mapping[int, Sector]
    topics: Mapping[int, Topic]


@kept
def vocabulary() -> Vocabulary:
    """All districts, sectors and topics as they are now, for reading: everyone gets the same rows."""
    return Vocabulary(
        {row.pk: row for row in sorted(District.objects.all(), key=lambda row: sort_key(row.name))},
        {row.pk: row for row in Sector.objects.all()},
        {row.pk: row for row in sorted(Topic.objects.all(), key=lambda row: sort_key(row.name))},
    )


def in_order(rows: Mapping[int, R], keys: Iterable[int]) -> list[R]:
    """The rows that have these keys, in the order of their list."""
    wanted = set(keys)
    return [row for key, row in rows.items() if key in wanted]
