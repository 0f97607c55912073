"""The versions of an entry: what it said, kept in order."""

from typing import Any

from django.db import transaction

from projects.content.reading import content_of
from projects.models import Project, Version, VersionKind


@transaction.atomic
def version_now(project: Project) -> Version:
    """The version that holds what the entry says now, kept if none did: the seed or the admin may have
    changed it. In a transaction of the caller the project's row stays locked.
    """
    stored = Project.objects.select_for_update().get(pk=project.pk)
    latest = stored.versions.order_by("-number").first()
    if latest and latest.content == content_of(stored):
        return latest
    return record_version(stored, VersionKind.EDITED if latest else VersionKind.FIRST)


def record_version(project: Project, kind: VersionKind, by: Any = None) -> Version:
    """Keep what the entry says as its next version. The project's row is locked by the caller."""
    latest = project.versions.order_by("-number").values_list("number", flat=True).first() or 0
    person = by if getattr(by, "pk", None) else None
    fresh = Project.objects.get(pk=project.pk)  # nothing prefetched: what stands in the database
    return Version.objects.create(
        project=project, number=latest + 1, kind=kind, content=content_of(fresh), made_by=person
    )
