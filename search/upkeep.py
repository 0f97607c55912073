"""The index follows the database: the handler of what the outbox owes to it."""

import logging

from haystack import connections
from haystack.utils import get_identifier

from outbox.registry import Payload
from projects.models import Project
from search import lessons
from search.actions import rebuild
from search.errors import IndexMissingError

log = logging.getLogger(__name__)


def follow(payloads: list[Payload]) -> None:
    """Read the named projects again and write them, or take them out if nobody may see them any more.

    The row as it is now decides, so that neither the order of events nor a repetition can do harm.
    Raises SearchError if the index cannot be written now; builds it if there is none.
    """
    keys = {key for payload in payloads for key in payload["projects"]}
    lessons.follow({key for payload in payloads for key in payload.get("lessons", [])}, keys)
    keys |= set(Project.objects.filter(transfers_out__target__in=keys).values_list("pk", flat=True))
    backend = connections["default"].get_backend()
    index = connections["default"].get_unified_index().get_index(Project)
    found = list(index.index_queryset().filter(pk__in=keys))
    gone = [get_identifier(Project(pk=key)) for key in keys - {project.pk for project in found}]
    try:
        backend.snapshot()
    except IndexMissingError as error:
        log.warning("%s It is built now.", error)
        rebuild()
        return
    backend.replace(index, found, gone=gone)
