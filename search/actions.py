"""Verbs of the search: load synonyms, dismiss a search without hits, build the index anew."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from haystack import connections

from outbox.models import OutboxEntry
from people.permissions import is_curator
from search.models import MissedSearch, SynonymGroup, distinct, key_of_group

BATCH = 500


@transaction.atomic
def load_synonyms(lines: Iterable[str]) -> int:
    """Add the groups that are not there yet, one a line, words parted by commas; returns how many groups.

    A line that starts with # is a comment; a group of fewer than two different words is passed over.
    """
    groups = 0
    for line in lines:
        words = distinct(line.split(",")) if not line.startswith("#") else []
        if len(words) > 1:
            SynonymGroup.objects.get_or_create(folded=key_of_group(words), defaults={"words": words})
            groups += 1
    return groups


def dismiss(*, missed: MissedSearch, by: Any) -> int:
    """Note that the group has seen a term without hits: no week of it is shown any more.

    Returns how many weeks. To dismiss it twice, or together with somebody, does no harm.
    """
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    weeks = MissedSearch.objects.filter(folded=missed.folded, dismissed_on=None)
    return weeks.update(dismissed_on=timezone.localdate())


def rebuild(using: str = "default", *, after_each: Any = None) -> int:
    """Build the index anew beside the old one, which answers until then; returns how many entries it has."""
    count: int = connections[using].get_backend().rebuild(_batches(using, after_each))
    # What was changed meanwhile could not be written: it is due now.
    OutboxEntry.objects.filter(kind="index").update(due_at=timezone.now())
    return count


def _batches(using: str, after_each: Any) -> Iterator[tuple[Any, Iterable[Any]]]:
    unified = connections[using].get_unified_index()
    for model in unified.get_indexed_models():
        index = unified.get_index(model)
        rows = index.build_queryset(using=using).iterator(chunk_size=BATCH)
        while batch := list(islice(rows, BATCH)):
            yield index, batch
            if after_each:
                after_each(len(batch))
