"""The transfers of a family with all that the way of an idea says of them, read in one statement."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from knowledge.graph import family
from knowledge.models import Transfer
from knowledge.reading import columns_of, made_of_columns
from projects.models import Project
from projects.prepared import PreparedForAll
from projects.readings import Reading


def steps_of(project: Project, user: Any) -> Reading[list[Transfer]]:
    """The transfers among its relatives that the user may see, the earliest first, as lists show them."""
    visible = _visible.of(user)
    found = visible.found([project.pk])
    return Reading(tuple(found), lambda: [made_of_columns(row) for row in visible.read(found)])


def _of_family(user: Any, keys: Sequence[int]) -> QuerySet[Any, Any]:
    [key] = keys
    steps = Transfer.objects.visible_to(user).counted().filter(source__in=family(key))
    return columns_of(steps.order_by("year_from", "pk"), user)


_visible = PreparedForAll(_of_family)
