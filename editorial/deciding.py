"""What a curator decides on a page, as one transaction: look that nothing has changed meanwhile, then act."""

from typing import Any

from django.db import transaction

from editorial.seen import locked, must_be_as_seen
from projects.actions import accept_proposal, decline_proposal
from projects.choices import State
from projects.models import ChangeProposal, Project
from projects.steps import Step
from projects.versions import version_now


@transaction.atomic
def take_step(*, step: Step, project: Project, by: Any, seen: str, words: str = "") -> Project:
    """Take the step on the entry as it was seen; returns it as it is then.

    Raises what the verb raises, and ValidationError where somebody was faster. Hiding waits for nobody.
    What was decided on is kept as a version: later the group sees what has changed since.
    """
    if step.state != State.REMOVED:
        stored = locked(project)
        must_be_as_seen(stored, seen)
        version_now(stored)
    said = {"words": words} if step.asks else {}
    return step.take(project=project, by=by, **said)


@transaction.atomic
def answer_proposal(*, proposal: ChangeProposal, by: Any, accept: bool, words: str, seen: str) -> Any:
    """Accept or decline. The curator has seen the entry beside the proposal: `seen` says which one."""
    if not accept:
        return decline_proposal(proposal=proposal, by=by, words=words)
    project = locked(proposal.project)
    must_be_as_seen(project, seen)
    return accept_proposal(proposal=proposal, by=by, words=words, seen=version_now(project))
