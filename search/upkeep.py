"""The index follows the database: the handler of what the outbox owes to it."""

from haystack import connections
from haystack.utils import get_identifier

from outbox.actions import owe_once
from outbox.registry import Payload
from projects.models import Project
from search import lessons
from search.errors import IndexMissingError
from search.healing import REBUILD

AT_ONCE = 200  # rows written in one go: a second's work at most, while others wait to write


def follow(payloads: list[Payload]) -> None:
    """Read the named projects again and write them, or take them out if nobody may see them any more.

    The row as it is now decides, so that neither the order of events nor a repetition can do harm.
    Raises SearchError if the index cannot be written now; if there is none, a rebuild is owed, too.
    """
    keys = {key for payload in payloads for key in payload["projects"]}
    try:
        _follow(keys)
        lessons.follow({key for payload in payloads for key in payload.get("lessons", [])}, keys)
    except IndexMissingError:
        owe_once(REBUILD)  # whoever drains goes on to it
        raise


def size(payload: Payload) -> int:
    """How many rows a piece of owed work names."""
    return len(payload["projects"]) + len(payload.get("lessons", []))


def _follow(keys: set[int]) -> None:
    """How often an idea was passed on stands in its entry: who gave it to these projects is written, too."""
    givers = Project.objects.filter(transfers_out__target__in=keys).values_list("pk", flat=True)
    keys = keys.union(givers)
    index = connections["default"].get_unified_index().get_index(Project)
    found = list(index.index_queryset().filter(pk__in=keys))
    gone = [get_identifier(Project(pk=key)) for key in keys - {project.pk for project in found}]
    connections["default"].get_backend().replace(index, found, gone=gone)
