"""Who may do what with the catalogue."""

from typing import Any

import rules

from people.permissions import allow, is_curator, let_curators_edit

let_curators_edit("projects", "sector", "topicpick", "tag", "taggedproject", "organisation", "source")
let_curators_edit("projects", "reach", "supportoffer", "picture")
let_curators_edit("projects", "project", "report", delete=False)  # removal is a state, with a way back

for _model in (
    "topic",  # its words are decided together
    "version",
    "changeproposal",
    "approval",
    "objection",
    "decision",
    "claim",
    "removalrequest",
    "legalreport",
    "question",
    "origin",
):
    rules.add_perm(f"projects.view_{_model}", is_curator)


@rules.predicate
def has_submitted(user: Any, project: Any) -> bool:
    return bool(project and user.pk and project.submitted_by_id == user.pk)


@rules.predicate
def keeps(user: Any, project: Any) -> bool:
    """Whose entry it is: who claimed it, or handed it in as theirs."""
    return bool(project and project.pk and user.pk and project.owners.filter(pk=user.pk).exists())


@rules.predicate
def is_involved(user: Any, project: Any) -> bool:
    return has_submitted(user, project) or keeps(user, project)


# Nobody decides on their own entry. Hiding is no approval: any curator may, at once.
allow("projects.publish_project", is_curator & ~is_involved)
allow("projects.hide_project", is_curator)
allow("projects.archive_project", is_curator)
allow("projects.ask_back_project", is_curator & ~is_involved)
allow("projects.reject_project", is_curator & ~is_involved)
allow("projects.confirm_project", is_curator | keeps)
allow("projects.change_pictures", is_curator | is_involved)
allow("projects.show_picture", is_curator & ~is_involved)
