"""What somebody had before their eyes: nobody decides on what they have not seen."""

import json
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from projects.content.reading import content_of
from projects.content.wording import Change, changes_between
from projects.models import Decision, DecisionKind, Project


def mark_of(project: Project) -> str:
    """A short word that changes with the state of the entry and with everything it says."""
    said = json.dumps(content_of(project), sort_keys=True, default=str)
    return f"{project.state}.{sha256(said.encode()).hexdigest()[:16]}"


def must_be_as_seen(project: Project, seen: str) -> None:
    """ValidationError with a sentence if the entry, locked by the caller, is not as it was on the page."""
    state, _dot, _rest = seen.partition(".")
    if state != project.state:
        raise ValidationError(
            _("Somebody else has decided meanwhile: the entry is %(state)s. Please look again.")
            % {"state": project.get_state_display()}
        )
    if seen != mark_of(project):
        raise ValidationError(_("The entry was changed meanwhile. Please look at it again."))


def locked(project: Project) -> Any:
    """The stored entry; no other transaction changes it until this one ends."""
    return Project.objects.select_for_update().get(pk=project.pk)


def changes_since_question(project: Project) -> list[Change]:
    """What is different since the group sent the entry back; none if it never did."""
    sent_back = Decision.objects.about(project).filter(
        kind__in=[DecisionKind.ASKED_BACK, DecisionKind.REJECTED]
    )
    if (question := sent_back.first()) is None:
        return []
    base = project.versions.filter(made_at__lte=question.made_at, redacted_at=None).first()
    return changes_between(base.content, content_of(project)) if base else []
