"""What entries are sorted under, kept in memory: few rows that stand on every page."""

from collections.abc import Mapping
from typing import NamedTuple

from districts.models import District
from districts.spelling import sort_key
from outbox.edition import kept
from projects.models import Sector, Topic


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
