"""Verbs of the search: load synonyms, dismiss a search without hits, build the index anew."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from haystack import connections

from outbox.actions import drain, hasten
from outbox.registry import Lane
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
    """Build the index anew beside the old one, which answers until then; returns how many entries it has.

    IndexBusyError if somebody does so already. What was changed meanwhile is written before it returns.
    """
    count: int = connections[using].get_backend().rebuild(_batches(using, after_each))
    hasten("index")  # it was put off: the new index may not know it
    drain(lanes=[Lane.LOCAL])
    return count


def rows_of(using: str) -> int:
    """How many rows an index is built from."""
    unified = connections[using].get_unified_index()
    models = unified.get_indexed_models()
    return sum(unified.get_index(model).build_queryset(using=using).count() for model in models)


def _batches(using: str, after_each: Any) -> Iterator[tuple[Any, Iterable[Any]]]:
    unified = connections[using].get_unified_index()
    for model in unified.get_indexed_models():
        index = unified.get_index(model)
        rows = index.build_queryset(using=using).iterator(chunk_size=BATCH)
        while batch := list(islice(rows, BATCH)):
            yield index, batch
            if after_each:
                after_each(len(batch))
