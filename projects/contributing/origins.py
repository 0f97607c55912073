""" "Woher kam die Idee?": the answer is kept with the entry, for the group to make something of it."""

from typing import Any

from districts.spelling import folded_key
from projects.models import Origin, OriginKind, Project


def keep_origin(project: Project, said: dict[str, Any]) -> Origin | None:
    """Keep what the form says about the origin; None if it says nothing."""
    kind = said.get("origin_kind")
    if not kind:
        return None
    words = said["origin_project"] if kind == OriginKind.HERE else said["origin_text"]
    return Origin.objects.create(
        project=project,
        kind=kind,
        source=published_project_called(words) if kind == OriginKind.HERE else None,
        text=words if kind in (OriginKind.HERE, OriginKind.ELSEWHERE) else "",
        url=said["origin_url"] if kind == OriginKind.ELSEWHERE else "",
    )


def published_project_called(title: str) -> Project | None:
    """The only published project with this title, in whatever spelling, or None."""
    wanted = folded_key(title)
    if not wanted:
        return None
    titles = Project.objects.published().values_list("pk", "title")
    found = [key for key, other in titles if folded_key(other) == wanted]
    return Project.objects.get(pk=found[0]) if len(found) == 1 else None
