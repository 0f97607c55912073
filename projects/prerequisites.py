"""What you need for a project, as single things: one a line of its text."""

import re

from projects.models import Project

ENOUGH = 3  # from here on it is worth being asked about each
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d+[.)])\s+")


def prerequisites_of(project: Project) -> list[str]:
    """Each thing that is needed, in order; nothing where fewer than three are stated."""
    lines = (_BULLET.sub("", line).strip().rstrip(".,;") for line in project.prerequisites.splitlines())
    stated = list(dict.fromkeys(filter(None, lines)))
    return stated if len(stated) >= ENOUGH else []
