"""The transfers around a project with all that the way of its idea says of them, read in one statement."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from knowledge.graph import nearest
from knowledge.models import Transfer
from knowledge.reading import columns_of, made_of_columns
from projects.models import Project
from projects.prepared import PreparedForAll
from projects.readings import Reading


def steps_of(project: Project, user: Any) -> Reading[list[Transfer]]:
    """The transfers among its nearest relatives that the user may see, as lists show them, and all of its
    own: into it and out of it."""
    visible = _visible.of(user)
    found = visible.found([project.pk])
    return Reading(tuple(found), lambda: [made_of_columns(row) for row in visible.read(found)])


def _near(user: Any, keys: Sequence[int]) -> QuerySet[Any, Any]:
    [key] = keys
    among = Q(source__in=nearest(key)) & (Q(target__in=nearest(key)) | Q(target__isnull=True))
    steps = Transfer.objects.visible_to(user).counted().filter(Q(source=key) | Q(target=key) | among)
    return columns_of(steps.order_by("year_from", "pk"), user)


_visible = PreparedForAll(_near)
