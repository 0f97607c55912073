"""Who may do what with the catalogue."""

from typing import Any

import rules

from people.permissions import is_curator, let_curators_edit

let_curators_edit("projects", "sector", "topic", "tag", "taggedproject", "organisation", "source")
let_curators_edit("projects", "reach", "supportoffer")
let_curators_edit("projects", "project", "report", delete=False)  # removal is a state, with a way back


@rules.predicate
def has_submitted(user: Any, project: Any) -> bool:
    return bool(project and user.pk and project.submitted_by_id == user.pk)


# Nobody decides on their own entry. Hiding is no approval: any curator may, at once.
rules.add_perm("projects.publish_project", is_curator & ~has_submitted)
rules.add_perm("projects.hide_project", is_curator)
rules.add_perm("projects.archive_project", is_curator)
