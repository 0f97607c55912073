"""Verbs on proposed changes: accept, decline, withdraw."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from people.permissions import is_curator
from projects.actions.deciding import log
from projects.actions.entries import apply_changes
from projects.content.comparing import conflicts
from projects.models import ChangeProposal, DecisionKind, ProposalState, Version, VersionKind
from projects.telling import tell_proposer
from projects.versions import version_now


def conflicts_of(proposal: ChangeProposal, current: Version) -> list[str]:
    """The fields that were changed otherwise since the version that the proposal looked at."""
    wanted = proposal.base.content | proposal.changes
    return conflicts(base=proposal.base.content, wanted=wanted, current=current.content)


@transaction.atomic
def accept_proposal(
    *, proposal: ChangeProposal, by: Any, words: str = "", seen: Version | None = None
) -> Version:
    """Apply a proposal to what the entry says now, and keep the version.

    What was changed otherwise meanwhile raises ValidationError, unless the curator has `seen` the current
    version beside it. PermissionDenied on one's own proposal.
    """
    stored = _open_for(proposal, by)
    current = version_now(stored.project)
    if conflicts_of(stored, current) and (seen is None or seen.pk != current.pk):
        raise ValidationError(
            _("The entry was changed in the same places meanwhile. Please compare both versions.")
        )
    version = apply_changes(stored.project, stored.changes, VersionKind.PROPOSED, stored.made_by)
    _decide(stored, ProposalState.ACCEPTED, DecisionKind.ACCEPTED, by, words)
    return version


@transaction.atomic
def decline_proposal(*, proposal: ChangeProposal, by: Any, words: str) -> ChangeProposal:
    """Turn a proposal down with a reason."""
    stored = _open_for(proposal, by)
    if not words.strip():
        raise ValidationError({"words": _("Please write a sentence: it is sent to whoever proposed it.")})
    return _decide(stored, ProposalState.DECLINED, DecisionKind.DECLINED, by, words)


@transaction.atomic
def withdraw_proposal(*, proposal: ChangeProposal, by: Any) -> ChangeProposal:
    """Take one's own proposal back while it waits."""
    stored = _locked(proposal)
    if stored.made_by_id != getattr(by, "pk", None):
        raise PermissionDenied(_("Only whoever made a proposal can withdraw it."))
    stored.state, stored.decided_at = ProposalState.WITHDRAWN, timezone.now()
    stored.save()
    return stored


def _open_for(proposal: ChangeProposal, by: Any) -> ChangeProposal:
    if not is_curator(by):
        raise PermissionDenied(_("Only the steering group may do this."))
    stored = _locked(proposal)
    if stored.made_by_id == by.pk:
        raise PermissionDenied(_("Nobody decides on their own proposal."))
    return stored


def _locked(proposal: ChangeProposal) -> ChangeProposal:
    """The stored proposal; ValidationError once somebody has decided: one wins, the other is told."""
    stored = ChangeProposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if stored.state != ProposalState.OPEN:
        raise ValidationError(
            _("This proposal is %(state)s already.") % {"state": stored.get_state_display()}
        )
    return stored


def _decide(
    proposal: ChangeProposal, state: ProposalState, kind: DecisionKind, by: Any, words: str
) -> ChangeProposal:
    proposal.state, proposal.decided_at, proposal.answer = state, timezone.now(), words.strip()
    proposal.save()
    log(proposal.project, kind, by, words.strip())
    tell_proposer(proposal)
    return proposal
