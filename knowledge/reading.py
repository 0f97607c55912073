"""Transfers as lists show them, read in one statement: both ends, how sure they are, what was changed."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import OuterRef, QuerySet

from knowledge.models import Adaptation, Transfer
from knowledge.querysets import TransferQuerySet
from projects.json_rows import has_read, listed, made_of, rows_of
from projects.models import Project
from projects.prepared import PreparedForAll
from projects.vocabulary import vocabulary

OWN = (
    *("id", "source_id", "target_id", "interested_district_id", "phase", "status"),
    *("year_from", "year_to", "ended_because", "end_reason", "end_reason_is_public"),
)
SEEN = ("sees_source", "sees_target", "certainty")
END = ("id", "title", "slug", "language", "scope", "state", "place", "home_district_id", "started_year")
ADAPTATION = ("id", "kind", "element", "position")
COLUMNS = (*OWN, *SEEN, *(f"{end}__{name}" for end in ("source", "target") for name in END), "changes")
PIECE = 500  # rows that are in memory at once


def listed_by(keys: Sequence[int], user: Any) -> list[Transfer]:
    """The transfers with these keys, the latest first; quicker where few are asked for again and again."""
    return [made_of_columns(row) for row in _by_keys.rows(keys, user)]


def shown(transfers: TransferQuerySet, user: Any) -> Iterator[Transfer]:
    """These transfers, in their order, for a reader; of thousands never all at once."""
    return map(made_of_columns, columns_of(transfers, user).iterator(PIECE))


def columns_of(transfers: TransferQuerySet, user: Any) -> QuerySet[Any, Any]:
    """The columns from which they are made."""
    adaptations = Adaptation.objects.filter(transfer=OuterRef("pk"))
    changes = rows_of(adaptations, "transfer", *ADAPTATION)
    return transfers.with_ends(user).with_certainty().annotate(changes=changes).values_list(*COLUMNS)


def made_of_columns(columns: Sequence[Any]) -> Transfer:
    """A transfer from its columns; what was not read is asked for when it is looked at."""
    row = dict(zip(COLUMNS, columns, strict=True))
    [transfer] = made_of(Transfer, [row])
    transfer.source = _end("source", row)
    transfer.target = _end("target", row) if transfer.target_id else None
    if district := vocabulary().districts.get(transfer.interested_district_id or 0):
        transfer.interested_district = district
    for name in SEEN:
        setattr(transfer, name, row[name])
    adaptations = made_of(Adaptation, listed(row["changes"]))
    has_read(transfer, "adaptations", sorted(adaptations, key=lambda change: (change.position, change.pk)))
    return transfer


def _end(end: str, row: dict[str, Any]) -> Project:
    [project] = made_of(Project, [{name: row[f"{end}__{name}"] for name in END}])
    if home := vocabulary().districts.get(project.home_district_id or 0):
        project.home_district = home
    return project


def _of(user: Any, keys: Sequence[int]) -> QuerySet[Any, Any]:
    return columns_of(Transfer.objects.filter(pk__in=keys), user)


_by_keys = PreparedForAll(_of)
